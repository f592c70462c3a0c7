import type { Messages } from "@/lib/kernel/messages";

/** The words of the form of a decision: fields are called as they are where one reads them. */
export interface DecisionFormWords {
  form: Messages["decisions"]["form"];
  types: Messages["decisions"]["types"];
  page: Pick<Messages["decisions"]["page"], "field" | "method" | "confidence" | "chosen" | "dissent" | "yes">;
}

export const decisionFormWords = ({ form, types, page }: Messages["decisions"]): DecisionFormWords => {
  const { field, method, confidence, chosen, dissent, yes } = page;
  return { form, types, page: { field, method, confidence, chosen, dissent, yes } };
};
