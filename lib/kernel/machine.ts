import { conflict } from "./errors";

/** Moves of a state machine as a table: which states each move may leave, and where it leads. */
export type Moves<State extends string> = Record<string, { from: readonly State[]; to: State }>;

/** The moves that are legal from a state now. */
export function legalMoves<State extends string, M extends Moves<State>>(moves: M, state: State): (keyof M & string)[] {
  return Object.keys(moves).filter((name) => moves[name]?.from.includes(state));
}

/**
 * The state a move leads to.
 * @throws Refusal conflict when the move is not legal from here
 */
export function move<State extends string>(moves: Moves<State>, name: string, state: State): State {
  const found = moves[name];
  if (!found?.from.includes(state)) throw conflict("illegal-move", { state });
  return found.to;
}
