import type { Compromise, SystemState } from "@/lib/systems/states";

/** A system as somebody saw it when they chose it: what they then do is done only if it still stands so. */
export interface Picked {
  code: string;
  name: string;
  version: number;
  state: SystemState;
  compromise: Compromise;
  mayState: boolean;
  mayCompromise: boolean;
}

/** Reads a line of the board; the lines carry it as data, so that a thousand of them need no state in the browser. */
export function pickedOf(line: HTMLElement): Picked {
  const { code = "", name = "", version, state, compromise, mayState, mayCompromise } = line.dataset;
  return {
    code,
    name,
    version: Number(version),
    state: state as SystemState,
    compromise: compromise as Compromise,
    mayState: mayState !== undefined,
    mayCompromise: mayCompromise !== undefined,
  };
}
