"use client";

import { Button } from "@/components/ui/button";

/** Opens the print dialog of the browser. */
export function PrintButton({ word }: { word: string }) {
  return (
    <Button kind="main" onClick={() => window.print()}>
      {word}
    </Button>
  );
}
