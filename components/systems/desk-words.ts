import type { FormWords } from "@/components/ui/api-form";
import type { Messages } from "@/lib/kernel/messages";

/** The words of the island that changes what the board shows. */
export type DeskWords = Messages["systems"]["board"]["change"] & {
  form: FormWords;
  states: Messages["systems"]["shown"];
  compromises: Messages["systems"]["compromise"];
};

/** What every form of the island knows. */
export interface Desk {
  incident: { ref: string; zone: string };
  /** When the board was read. */
  now: string;
  words: DeskWords;
  /** Sentences that were typed and not sent, by what they are about: closing a form does not lose them. */
  drafts: Map<string, string>;
  /** It is done: the board is read again. */
  done: () => void;
  /** Somebody was faster: the systems are looked at anew, so that the next press means what is now there. */
  overtaken: () => void;
}
