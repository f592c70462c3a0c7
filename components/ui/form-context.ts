"use client";

import { createContext, use } from "react";

/** What a field needs to know of the form around it. */
export interface FormState {
  id: string;
  errors: Record<string, string>;
  words: { optional: string };
}

export const FormContext = createContext<FormState>({ id: "form", errors: {}, words: { optional: "" } });

/** The ids and the error of one field, the same for the field itself and for the summary that links to it. */
export function useField(name: string, hint: string | undefined) {
  const form = use(FormContext);
  const id = fieldId(form.id, name);
  const error = form.errors[name];
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return {
    id,
    error,
    optionalWord: form.words.optional,
    control: { id, name, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined },
  };
}

export const fieldId = (formId: string, name: string) => `${formId}-${name.replaceAll(".", "-")}`;
