import { cn } from "@/lib/kernel/cn";
import type { Shown } from "@/lib/systems/derived";

/** Seven silhouettes that can be told apart in black and white (ux.md §5.4). */
const shapes = {
  available: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.6 8.3l2.3 2.4 4.5-5" className="fill-none stroke-on-mark" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  limited: (
    <>
      <path d="M8 1.3 15.3 14.4H.7Z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6.2v3.6M8 12.2v.1" className="stroke-on-mark" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  down: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="currentColor" />
      <path d="M5 5l6 6M11 5l-6 6" className="stroke-on-mark" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  protective: (
    <>
      <path d="M8 .7 14.2 3v4.5c0 3.7-2.5 6.5-6.2 7.8-3.7-1.3-6.2-4.1-6.2-7.8V3Z" fill="currentColor" />
      <path d="M6.1 5.2v5M9.9 5.2v5" className="stroke-on-mark" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  restoring: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M1.8 8a6.2 6.2 0 0 0 12.4 0Z" fill="currentColor" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.6 2.27" />
      <path
        d="M6.3 6.4a1.75 1.75 0 1 1 2.6 1.5c-.6.35-.9.7-.9 1.3M8 11.5v.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </>
  ),
  planned: (
    <>
      <path
        d="M8 1.2 14.8 8 8 14.8 1.2 8Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M5.6 8h4.8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  /** Waits: two bars in a ring. Nothing is wrong with the system itself. */
  waiting: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M6.2 5.4v5.2M9.8 5.4v5.2" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  /** Gone for good: an empty square. */
  ended: (
    <rect x="2.2" y="2.2" width="11.6" height="11.6" rx="1.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
  ),
} as const;

type Tone = "ok" | "lim" | "down" | "prot" | "rest" | "unk";
/** The one table of shape and colour for each state that is shown. */
export const looks: Record<Shown, { shape: keyof typeof shapes; tone: Tone }> = {
  operational: { shape: "available", tone: "ok" },
  degraded: { shape: "limited", tone: "lim" },
  restored_limited: { shape: "limited", tone: "lim" },
  limited_by_dependency: { shape: "limited", tone: "lim" },
  down: { shape: "down", tone: "down" },
  stopped_by_dependency: { shape: "waiting", tone: "down" },
  shut_down: { shape: "protective", tone: "prot" },
  restoring: { shape: "restoring", tone: "rest" },
  not_confirmed: { shape: "unknown", tone: "unk" },
  maintenance: { shape: "planned", tone: "unk" },
  decommissioned: { shape: "ended", tone: "unk" },
};

const marks: Record<Tone, string> = {
  ok: "text-ok-mark",
  lim: "text-lim-mark",
  down: "text-down-mark",
  prot: "text-prot-mark",
  rest: "text-rest-mark",
  unk: "text-unk-mark",
};

/** The glyph of a state, for surfaces without a tint; words stand beside it, so it is silent. */
export function StatusGlyph(props: { shown: Shown; size?: 16 | 20 | 28 }) {
  const { shape, tone } = looks[props.shown];
  const size = props.size ?? 16;
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className={cn("shrink-0", marks[tone])}>
      {shapes[shape]}
    </svg>
  );
}
