import "server-only";
import { createTranslator } from "use-intl/core";
import { messagesIn } from "./messages";
import type { Language } from "./preferences";

type Say = (key: string, words?: Record<string, string | number>) => string;

/** Translator over one namespace of the messages, for places that are not pages. */
export function sayIn(language: Language, namespace: string): Say {
  const t = createTranslator({ locale: language, messages: messagesIn(language), namespace: namespace as never });
  return (key, words) => (t as unknown as Say)(key, words);
}
