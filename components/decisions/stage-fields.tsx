"use client";

import { useState } from "react";
import { Choices } from "@/components/ui/choices";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";

/** Which stage, what was made sure of, and for some: for whom. */
export function StageFields(props: {
  options: { value: string; label: string }[];
  words: Record<"stage" | "conditions" | "conditionsHint" | "limits" | "limitsHint", string>;
}) {
  const { words } = props;
  const [stage, setStage] = useState("");
  return (
    <>
      <Choices name="stage" legend={words.stage} options={props.options} value={stage} onChoose={setStage} />
      {stage === "limited" ? (
        <TextField name="limits" label={words.limits} hint={words.limitsHint} required maxLength={300} />
      ) : null}
      <TextArea
        name="conditions"
        label={words.conditions}
        hint={words.conditionsHint}
        required
        rows={2}
        maxLength={1000}
      />
    </>
  );
}
