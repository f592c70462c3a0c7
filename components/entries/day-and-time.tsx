import { useTranslations } from "next-intl";
import { controlClass } from "@/components/ui/control-class";

/** A day and a time of the incident's clock, typed in 24 hours. */
export function DayAndTime(props: {
  name: string;
  label: string;
  value: { day: string; time: string };
  form?: string;
  /** The label is already said by what stands around it. */
  bare?: boolean;
}) {
  const t = useTranslations("timeline.filter");
  const { name, label, value, form } = props;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {props.bare ? null : <span className="w-12 text-sm">{label}</span>}
      <div className="w-44">
        <input
          type="date"
          form={form}
          name={`${name}Day`}
          aria-label={`${label}: ${t("day")}`}
          defaultValue={value.day}
          className={controlClass(undefined)}
        />
      </div>
      <div className="w-24">
        <input
          form={form}
          name={`${name}Time`}
          aria-label={`${label}: ${t("time")}`}
          defaultValue={value.time}
          inputMode="numeric"
          placeholder="02:15"
          maxLength={5}
          className={controlClass(undefined)}
        />
      </div>
    </div>
  );
}
