import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { type Severity, severities } from "@/lib/record/severity";

/** Four bars like a signal, filled from the left, and the words. No state colour; only S1 is solid ink (ux.md §5.4). */
export function SeverityChip(props: { severity: Severity }) {
  const t = useTranslations("incidents");
  const filled = severities.length - severities.indexOf(props.severity);
  return (
    <Chip solid={props.severity === "S1"}>
      <svg width="15" height="12" viewBox="0 0 15 12" aria-hidden="true">
        {severities.map((level, index) => (
          <rect
            key={level}
            x={index * 4 + 0.5}
            y={8 - index * 2.5}
            width="2"
            height={3.5 + index * 2.5}
            fill={index < filled ? "currentColor" : "none"}
            stroke="currentColor"
            strokeWidth="1"
            opacity={index < filled ? 1 : 0.55}
          />
        ))}
      </svg>
      {t(`severity.${props.severity}`)}
    </Chip>
  );
}
