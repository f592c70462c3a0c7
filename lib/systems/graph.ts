/**
 * How systems hang together, as the board, the preview and the reports compute with it. Pure, and safe in the browser.
 * One need a line: `from` needs `to`. Needs of one `group` are alternatives: any one of them is enough.
 */
export interface Need {
  from: string;
  to: string;
  kind: NeedKind;
  group?: string | null | undefined;
  /** Somebody who knows has confirmed it. What nobody confirmed never counts as safe. */
  confirmed: boolean;
}

export const needKinds = ["needs", "limits", "any"] as const;
export type NeedKind = (typeof needKinds)[number];

/** The needs of each system, in an order that does not depend on the order in which they came. */
export function needsBySystem(needs: readonly Need[]): Map<string, Need[]> {
  const found = new Map<string, Need[]>();
  for (const need of needs) listed(found, need.from).push(need);
  for (const list of found.values()) list.sort((a, b) => compare(a.to, b.to) || compare(a.kind, b.kind));
  return found;
}

/** The list under a name, new when there is none yet. */
export function listed<T>(lists: Map<string, T[]>, name: string): T[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}

export const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The systems in an order in which everything stands after what it needs (S1: there are no cycles).
 * Of those that could come next the one that `rank` puts first comes next.
 */
export function inOrder(
  ids: readonly string[],
  needs: readonly Need[],
  rank: (a: string, b: string) => number = compare,
): string[] {
  const known = new Set(ids);
  const waiting = new Map<string, number>(ids.map((id) => [id, 0]));
  const dependants = new Map<string, string[]>();
  for (const { from, to } of needs) {
    if (!known.has(from) || !known.has(to)) continue;
    waiting.set(from, (waiting.get(from) ?? 0) + 1);
    listed(dependants, to).push(from);
  }
  const ready = new Heap(rank);
  for (const id of ids) if (waiting.get(id) === 0) ready.add(id);
  const order: string[] = [];
  for (let id = ready.take(); id !== undefined; id = ready.take()) {
    order.push(id);
    for (const dependant of dependants.get(id) ?? []) {
      const left = (waiting.get(dependant) ?? 0) - 1;
      waiting.set(dependant, left);
      if (left === 0) ready.add(dependant);
    }
  }
  return order;
}

/** How many systems need each system, by whatever way. One pass: everything knows its dependants once those that need it know theirs. */
export function dependantCounts(ids: readonly string[], needs: readonly Need[]): Map<string, number> {
  const order = inOrder(ids, needs).reverse();
  const place = new Map(order.map((id, index) => [id, index]));
  const words = Math.ceil(order.length / 32);
  const sets = new Uint32Array(order.length * words);
  const by = new Map<string, string[]>();
  for (const { from, to } of needs) if (place.has(from) && place.has(to)) listed(by, from).push(to);
  for (const [index, id] of order.entries()) {
    for (const to of by.get(id) ?? []) {
      const [mine, its] = [index * words, (place.get(to) as number) * words];
      for (let word = 0; word < words; word += 1)
        sets[its + word] = (sets[its + word] as number) | (sets[mine + word] as number);
      sets[its + (index >> 5)] = (sets[its + (index >> 5)] as number) | (1 << (index & 31));
    }
  }
  return new Map(order.map((id, index) => [id, ones(sets.subarray(index * words, (index + 1) * words))]));
}

function ones(words: Uint32Array): number {
  let count = 0;
  for (let word of words) for (; word !== 0; word &= word - 1) count += 1;
  return count;
}

/** The way round that a new need would close, from its needed system back to itself; null when it closes none (S1). */
export function cycleOf(needs: readonly Need[], added: Pick<Need, "from" | "to">): string[] | null {
  if (added.from === added.to) return [added.from, added.to];
  const by = needsBySystem(needs);
  const cameFrom = new Map<string, string | null>([[added.to, null]]);
  const queue = [added.to];
  for (const id of queue) {
    if (id === added.from) return [added.from, ...wayBack(cameFrom, id).reverse()];
    for (const { to } of by.get(id) ?? []) {
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, id);
      queue.push(to);
    }
  }
  return null;
}

/** A circle among many needs, from a system back to itself; null when there is none (S1). What no order can hold stands in a circle or needs one. */
export function circleIn(needs: readonly Need[]): string[] | null {
  const ids = [...new Set(needs.flatMap(({ from, to }) => [from, to]))];
  const stuck = new Set(ids);
  for (const id of inOrder(ids, needs)) stuck.delete(id);
  const by = needsBySystem(needs);
  const way = new Set<string>();
  let [at] = stuck;
  while (at !== undefined && !way.has(at)) {
    way.add(at);
    at = by.get(at)?.find(({ to }) => stuck.has(to))?.to;
  }
  if (at === undefined) return null;
  const walked = [...way];
  return [...walked.slice(walked.indexOf(at)), at];
}

/** The way of a search from its end back to where it began. */
export function wayBack(cameFrom: Map<string, string | null>, end: string): string[] {
  const way: string[] = [];
  for (let id: string | null = end; id !== null; id = cameFrom.get(id) ?? null) way.push(id);
  return way;
}

/** A heap of names: takes the first by rank in logarithmic time. */
class Heap {
  private readonly items: string[] = [];
  constructor(private readonly rank: (a: string, b: string) => number) {}

  add(id: string): void {
    let at = this.items.push(id) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.before(above, at)) return;
      this.swap(at, above);
      at = above;
    }
  }

  take(): string | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (this.items.length === 0 || last === undefined) return first;
    this.items[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let next = at;
      if (left < this.items.length && this.before(left, next)) next = left;
      if (right < this.items.length && this.before(right, next)) next = right;
      if (next === at) return first;
      this.swap(at, next);
      at = next;
    }
  }

  private before(a: number, b: number): boolean {
    return this.rank(this.items[a] as string, this.items[b] as string) < 0;
  }

  private swap(a: number, b: number): void {
    [this.items[a], this.items[b]] = [this.items[b] as string, this.items[a] as string];
  }
}
