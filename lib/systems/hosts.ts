import { listed, type Need } from "./graph";

export interface Hosted {
  id: string;
  /** The organisation at whose place it stands, when the catalogue names one. */
  host: string | null;
}

/**
 * Where a system stands that has no place in common with what would be switched off: the system that hosts it, else the organisation. Null when
 * they share a host, or when nobody has confirmed where it stands: then its host is no reason to call it safe.
 */
export function apartFrom(
  systems: readonly Hosted[],
  needs: readonly (Need & { hosting: boolean })[],
  off: ReadonlySet<string>,
): (id: string) => { system: string | null; organisation: string | null } | null {
  const hosting = new Map<string, Need[]>();
  for (const need of needs) if (need.hosting) listed(hosting, need.from).push(need);
  const organisations = new Map(systems.map(({ id, host }) => [id, host]));
  const under = (id: string) => {
    const places = new Set([id]);
    for (const one of places) for (const { to } of hosting.get(one) ?? []) places.add(to);
    return places;
  };
  const lost = new Set([...off].flatMap((id) => [...under(id)]));
  const lostOrganisations = new Set([...lost].flatMap((id) => organisations.get(id) ?? []));
  return (id) => {
    if ([...under(id)].some((place) => lost.has(place))) return null;
    const system = hosting.get(id)?.find(({ confirmed }) => confirmed)?.to ?? null;
    const own = organisations.get(id) ?? null;
    const organisation = own !== null && !lostOrganisations.has(own) ? own : null;
    return system || organisation ? { system, organisation } : null;
  };
}
