/** Chance that can be repeated: the same seed makes the same choices. */
export class Random {
  constructor(private state: number) {}

  /** A number from 0 up to, and without, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** One of these; the list must not be empty. */
  oneOf<T>(these: readonly T[]): T {
    return these[this.between(0, these.length - 1)] as T;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}
