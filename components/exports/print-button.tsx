"use client";

import { Button } from "@/components/ui/button";

/** What Ctrl P does, for those who do not know it. */
export function PrintButton(props: { word: string; kind?: "main" | "plain" }) {
  return (
    <Button kind={props.kind ?? "main"} onClick={() => window.print()}>
      {props.word}
    </Button>
  );
}
