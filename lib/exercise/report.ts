import { isCarriedOut } from "./decision-schema";
import { type ExerciseFile, type LaterList, later } from "./schema";
import { historyOf } from "./system-history";

/** What was loaded, and what of the file this version does not show yet, as lines for the console. */
export function reportOf({
  incident,
  timeline,
  organisations,
  people,
  sources,
  attackTechniques,
  systems,
  decisions,
  ...rest
}: ExerciseFile): string[] {
  const corrections = timeline.filter(({ corrects }) => corrects !== null).length;
  const lists = rest as Pick<ExerciseFile, LaterList>;
  const left = (Object.keys(later) as LaterList[])
    .filter((list) => lists[list].length > 0)
    .map((list) => `${later[list]} ${lists[list].length}`);
  const steps = historyOf(systems);
  const needs = systems.reduce((sum, { hostedOn, dependsOn }) => sum + dependsOn.length + (hostedOn ? 1 : 0), 0);
  return [
    `${incident.reference} loaded: ${timeline.length} entries (${corrections} of them corrections), ${organisations.length} organisations, ${people.length} people, ${sources.length} sources, ${attackTechniques.length} techniques.`,
    ...(systems.length > 0
      ? [`${systems.length} systems with ${needs} needs, and ${steps.length} steps of their history.`]
      : []),
    ...(decisions.length > 0
      ? [
          `${decisions.length} decisions, ${decisions.filter(isCarriedOut).length} of them carried out; where history did not keep a rule of ours, the line of the act says so.`,
        ]
      : []),
    ...(left.length > 0 ? [`Not shown by this version of Kulla, and not stored: ${left.join(", ")}.`] : []),
  ];
}
