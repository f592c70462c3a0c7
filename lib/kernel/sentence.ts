/** An error whose words are written for the person at the terminal: one sentence, then a line for each thing that is wrong. */
export class Sentence extends Error {
  constructor(
    sentence: string,
    readonly lines: readonly string[] = [],
  ) {
    super(sentence);
    this.name = "Sentence";
  }
}
