import { useMessages } from "next-intl";
import { type Theme, themes } from "@/lib/kernel/preferences";
import { PreferenceSwitch } from "./preference-switch";

/** Light, dark, or as the device says. */
export function ThemeSwitch(props: { theme: Theme }) {
  const words = useMessages().shell.theme;
  return <PreferenceSwitch name="theme" label={words.label} values={themes} inUse={props.theme} words={words} />;
}
