import { type ExerciseFile, type LaterList, later } from "./schema";

/** What was loaded, and what of the file this version does not show yet, as lines for the console. */
export function reportOf({
  incident,
  timeline,
  organisations,
  people,
  sources,
  attackTechniques,
  ...rest
}: ExerciseFile): string[] {
  const corrections = timeline.filter(({ corrects }) => corrects !== null).length;
  const lists = rest as Pick<ExerciseFile, LaterList>;
  const left = (Object.keys(later) as LaterList[])
    .filter((list) => lists[list].length > 0)
    .map((list) => `${later[list]} ${lists[list].length}`);
  return [
    `${incident.reference} loaded: ${timeline.length} entries (${corrections} of them corrections), ${organisations.length} organisations, ${people.length} people, ${sources.length} sources, ${attackTechniques.length} techniques.`,
    ...(left.length > 0 ? [`Not shown by this version of Kulla, and not stored: ${left.join(", ")}.`] : []),
  ];
}
