import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { Phase } from "@/lib/incidents/machine";

/** Where the response stands, in a word. */
export function PhaseChip(props: { phase: Phase }) {
  const t = useTranslations("incidents");
  return <Chip>{t(`phase.${props.phase}`)}</Chip>;
}
