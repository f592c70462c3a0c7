import { useId } from "react";
import type { Compromise } from "@/lib/systems/states";
import type { Span, Told } from "@/lib/systems/views";

/** How a stretch is drawn: a colour and a pattern, so that it survives a copier (ux.md §5.5). */
type Pattern = "solid" | "hatch" | "dots" | "lines" | "bars" | "empty" | "base" | "frame";
interface Look {
  pattern: Pattern;
  colour: string;
}

export const stateLooks: Record<Told, Look> = {
  not_confirmed: { pattern: "empty", colour: "text-unk-mark" },
  operational: { pattern: "base", colour: "text-ok-mark" },
  degraded: { pattern: "dots", colour: "text-lim-mark" },
  restored_limited: { pattern: "dots", colour: "text-lim-mark" },
  down: { pattern: "solid", colour: "text-down-mark" },
  shut_down: { pattern: "hatch", colour: "text-prot-mark" },
  restoring: { pattern: "lines", colour: "text-rest-mark" },
  maintenance: { pattern: "bars", colour: "text-unk-mark" },
  decommissioned: { pattern: "frame", colour: "text-unk-mark" },
};
export const compromiseLooks: Record<Compromise, Look> = {
  "not-assessed": { pattern: "empty", colour: "text-ink-3" },
  "no-evidence": { pattern: "frame", colour: "text-ink-3" },
  suspected: { pattern: "dots", colour: "text-ink" },
  confirmed: { pattern: "solid", colour: "text-ink" },
  cleaned: { pattern: "lines", colour: "text-ink" },
  "verified-clean": { pattern: "base", colour: "text-ink" },
};

const HEIGHT = 24;

/** An axis over time as a strip: one stretch after the other, as wide as it lasted. */
export function StateStrip<T extends string>(props: {
  spans: Span<T>[];
  until: Date;
  looks: Record<T, Look>;
  /** What it says, in one sentence. */
  says: string;
}) {
  const id = useId();
  const start = props.spans[0]?.from.getTime() ?? 0;
  const whole = Math.max(1, props.until.getTime() - start);
  const share = (at: Date) => `${(((at.getTime() - start) / whole) * 100).toFixed(3)}%`;
  return (
    <svg
      role="img"
      aria-label={props.says}
      width="100%"
      height={HEIGHT}
      className="block rounded-sm bg-surface print:border"
    >
      {props.spans.map(({ is, from, until }, index) => {
        const end = until ?? props.until;
        return (
          <Stretch
            key={from.getTime()}
            id={`${id}-${index}`}
            look={props.looks[is]}
            x={share(from)}
            width={`${Math.max(0.3, ((end.getTime() - from.getTime()) / whole) * 100).toFixed(3)}%`}
          />
        );
      })}
    </svg>
  );
}

/** The pattern alone, beside its word. */
export function StripSwatch({ look }: { look: Look }) {
  const id = useId();
  return (
    <svg width="24" height="16" aria-hidden="true" className="shrink-0">
      <Stretch id={id} look={look} x="0" width="24" height={16} />
    </svg>
  );
}

function Stretch(props: { id: string; look: Look; x: string; width: string; height?: number }) {
  const { id, look, x, width, height = HEIGHT } = props;
  const { pattern, colour } = look;
  const frame = pattern === "empty" || pattern === "frame";
  return (
    <g className={colour}>
      <defs>{drawn[pattern]?.(id)}</defs>
      <rect
        x={x}
        y={pattern === "base" ? height - 6 : frame ? 1 : 0}
        width={width}
        height={pattern === "base" ? 6 : frame ? height - 2 : height}
        fill={pattern in drawn ? `url(#${id})` : frame ? "none" : "currentColor"}
        {...(frame && { stroke: "currentColor", strokeWidth: 1.5 })}
        {...(pattern === "empty" && { strokeDasharray: "4 4" })}
      />
    </g>
  );
}

const tile = { patternUnits: "userSpaceOnUse" } as const;
const drawn: Partial<Record<Pattern, (id: string) => React.ReactNode>> = {
  hatch: (id) => (
    <pattern id={id} {...tile} width="7" height="7" patternTransform="rotate(45)">
      <rect width="4" height="7" fill="currentColor" />
    </pattern>
  ),
  dots: (id) => (
    <pattern id={id} {...tile} width="6" height="6">
      <circle cx="3" cy="3" r="2" fill="currentColor" />
    </pattern>
  ),
  lines: (id) => (
    <pattern id={id} {...tile} width="6" height="6">
      <rect y="1" width="6" height="3" fill="currentColor" />
    </pattern>
  ),
  bars: (id) => (
    <pattern id={id} {...tile} width="6" height="6">
      <rect x="1" width="2" height="6" fill="currentColor" />
    </pattern>
  ),
};
