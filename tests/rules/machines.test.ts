import { describe, expect, test } from "vitest";
import { openPhases, phaseMoves, phases } from "@/lib/incidents/machine";
import { legalMoves, type Moves, move } from "@/lib/kernel/machine";
import { compromiseMoves, stateMoves } from "@/lib/systems/machine";
import { compromises, systemStates } from "@/lib/systems/states";
import { sources } from "../support/sources";

interface Machine {
  states: readonly string[];
  moves: Moves<string>;
  start: string;
  /** States that are meant to be left by nothing. */
  ends: readonly string[];
}

/** Every state machine of the program, under its folder's name. A new `machine.ts` has to stand here. */
const machines: Record<string, Machine> = {
  incidents: { states: phases, moves: phaseMoves, start: "detected", ends: ["false-alarm"] },
  /** Switching off to protect is no move of its own: it is carried out by a decision. */
  systems: {
    states: systemStates.filter((state) => state !== "shut_down"),
    moves: stateMoves,
    start: "operational",
    ends: ["decommissioned"],
  },
  "systems, compromise": { states: compromises, moves: compromiseMoves, start: "not-assessed", ends: [] },
};

test("every machine of the program is tested", () => {
  const found = sources(["lib"], /^machine\.ts$/).map(({ file }) => file.split("/")[1]);
  expect(found.filter((domain) => domain !== "kernel").toSorted()).toEqual(
    [...new Set(Object.keys(machines).map((name) => name.split(",")[0]))].toSorted(),
  );
});

/** The states to which a chain of moves leads. */
function reached({ moves, start }: Machine): Set<string> {
  const seen = new Set([start]);
  for (const state of seen) for (const name of legalMoves(moves, state)) seen.add(moves[name]?.to ?? "");
  return seen;
}

/** What is wrong with a machine, in words. */
function faults(machine: Machine): string[] {
  const { states, moves, ends } = machine;
  const said = Object.entries(moves).flatMap(([name, { from, to }]) => [
    ...[...from, to]
      .filter((state) => !states.includes(state))
      .map((state) => `${name} speaks of ${state}, which is no state`),
    ...(from.length === 0 ? [`${name} leaves nothing`] : []),
    ...(from.includes(to) ? [`${name} leads where it starts`] : []),
    ...(new Set(from).size < from.length ? [`${name} names a state twice`] : []),
  ]);
  const arrivals = Object.values(moves).flatMap(({ from, to }) => from.map((state) => `${state} to ${to}`));
  const seen = reached(machine);
  return [
    ...said,
    ...arrivals.filter((step, index) => arrivals.indexOf(step) !== index).map((step) => `two moves from ${step}`),
    ...states.filter((state) => !seen.has(state)).map((state) => `nothing leads to ${state}`),
    ...states
      .filter((state) => (legalMoves(moves, state).length === 0) !== ends.includes(state))
      .map((state) => `${state} ${ends.includes(state) ? "does not end" : "has no way out"}`),
  ];
}

describe.each(Object.entries(machines))("%s", (_name, machine) => {
  test("every state is reached and left as drawn", () => {
    expect(faults(machine)).toEqual([]);
  });

  test("a move leads where the table says from where it may, and nowhere else", () => {
    for (const [name, { from, to }] of Object.entries(machine.moves)) {
      for (const state of machine.states) {
        if (from.includes(state)) expect(move(machine.moves, name, state)).toBe(to);
        else expect(() => move(machine.moves, name, state)).toThrow("illegal-move");
        expect(legalMoves(machine.moves, state).includes(name)).toBe(from.includes(state));
      }
    }
  });

  test("an unknown move is no move", () => {
    for (const state of machine.states) expect(() => move(machine.moves, "vanish", state)).toThrow("illegal-move");
  });
});

test("each fault would be seen", () => {
  const broken = (moves: Moves<string>, states = ["a", "b"]) =>
    faults({ states, moves, start: "a", ends: [] }).join("; ");
  expect(broken({ go: { from: ["a"], to: "c" } })).toContain("go speaks of c, which is no state");
  expect(broken({ go: { from: [], to: "b" } })).toContain("go leaves nothing");
  expect(broken({ go: { from: ["a"], to: "b" } })).toContain("b has no way out");
  expect(broken({ go: { from: ["b"], to: "a" } })).toContain("nothing leads to b");
  expect(
    broken({ go: { from: ["a"], to: "b" }, walk: { from: ["a"], to: "b" }, back: { from: ["b"], to: "a" } }),
  ).toContain("two moves from a to b");
  expect(broken({ stay: { from: ["a"], to: "a" } })).toContain("stay leads where it starts");
});

test("the log takes entries in every phase but the two that end", () => {
  expect(phases.filter((phase) => !openPhases.includes(phase))).toEqual(["closed", "false-alarm"]);
});
