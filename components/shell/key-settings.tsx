import { useMessages } from "next-intl";
import { type ClockFace, clockFaces, type ShortcutMode, shortcutModes } from "@/lib/kernel/preferences";
import { PreferenceSwitch } from "./preference-switch";

/** Whether single keys do anything, which the person decides and keeps, and which clock stands first, which this browser keeps. */
export function KeySettings(props: { shortcuts: ShortcutMode; clock: ClockFace }) {
  const { mode, clock } = useMessages().keys;
  return (
    <>
      <h2>{mode.title}</h2>
      <p aria-hidden="true" className="font-semibold">
        {mode.label}
      </p>
      <PreferenceSwitch
        name="shortcuts"
        label={mode.label}
        values={shortcutModes}
        inUse={props.shortcuts}
        words={mode}
      />
      <p className="text-sm text-ink-2">{mode.hint}</p>
      <p aria-hidden="true" className="font-semibold">
        {clock.label}
      </p>
      <PreferenceSwitch name="clock" label={clock.label} values={clockFaces} inUse={props.clock} words={clock} />
    </>
  );
}
