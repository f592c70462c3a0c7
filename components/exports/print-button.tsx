"use client";

import { Button } from "@/components/ui/button";

/** What Ctrl P does, for those who do not know it. */
export function PrintButton(props: { word: string }) {
  return (
    <Button kind="main" onClick={() => window.print()}>
      {props.word}
    </Button>
  );
}
