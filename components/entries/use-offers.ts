"use client";

import { useRef, useState } from "react";
import { api } from "@/lib/entry/paths";

interface Offers {
  systems: string[];
  techniques: { id: string; name: string }[];
}

const none: Offers = { systems: [], techniques: [] };

/** Names that may be offered while somebody writes, asked for when they begin; without an answer there is only less to choose from. */
export function useOffers(ref: string): { offers: Offers; ask: () => void; used: (systems: string[]) => void } {
  const [offers, setOffers] = useState(none);
  const asked = useRef(false);
  const ask = () => {
    if (asked.current) return;
    asked.current = true;
    fetch(api.offers(ref), { headers: { accept: "application/json" } })
      .then(async (response) => (response.ok ? setOffers((await response.json()) as Offers) : undefined))
      .catch(() => {
        asked.current = false;
      });
  };
  const used = (systems: string[]) =>
    setOffers((now) => ({ ...now, systems: [...new Set([...systems, ...now.systems])] }));
  return { offers, ask, used };
}
