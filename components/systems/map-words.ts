import type { Language } from "@/lib/kernel/preferences";
import type { Counted } from "@/lib/kernel/words";
import type { Shown } from "@/lib/systems/derived";
import type { MapColumn } from "@/lib/systems/layout";
import type { MapData } from "./use-map";

/** What would become of a system in the preview, as the map marks it. */
export type Would = "chosen" | "stops" | "limited" | "unsure";

/** The words of the drawn map, finished on the server. */
export interface MapWords {
  label: string;
  larger: string;
  smaller: string;
  fit: string;
  affected: string;
  loading: string;
  notLoaded: string;
  again: string;
  unpin: string;
  off: string;
  on: string;
  hint: string;
  tooMany: string;
  dependants: Counted;
  needs: Counted;
  would: Record<Would, string>;
  legend: { title: string; needs: string; limits: string; unconfirmed: string; any: string };
  shown: Record<Shown, string>;
  column: Record<MapColumn, string>;
}

export interface CanvasProps {
  map: MapData;
  off: string[];
  would: Record<string, Would>;
  language: Language;
  words: MapWords;
  toggle: (code: string) => void;
}
