"use client";

import { useEffect, useState } from "react";
import { incidentOfPath } from "@/components/entries/chosen-entry";
import { api } from "@/lib/entry/paths";
import type { Found } from "@/lib/palette/views";

/** Letters typed in one go are one question. */
const TOGETHER_MS = 120;

export interface Finding {
  /** The question that the answer belongs to. */
  q: string;
  found: Found | null;
  failed: boolean;
}

/** Asks the server what a question leads to, in the incident of this page when there is one; the last answer stays until the next is there. */
export function useFound(asked: string): Finding {
  const q = asked.trim();
  const [finding, setFinding] = useState<Finding>({ q: "", found: null, failed: false });
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      try {
        const ref = incidentOfPath(location.pathname) ?? undefined;
        const answer = await fetch(api.find({ q, ref }), { signal: stop.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        setFinding({ q, found: (await answer.json()) as Found, failed: false });
      } catch {
        if (!stop.signal.aborted) setFinding({ q, found: null, failed: true });
      }
    };
    const timer = setTimeout(ask, q ? TOGETHER_MS : 0);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q]);
  return finding;
}
