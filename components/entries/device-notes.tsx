"use client";

import { useEffect, useState } from "react";
import { WarningSign } from "@/components/shell/warning-sign";
import type { Messages } from "@/lib/kernel/messages";
import { clockTime } from "@/lib/kernel/time";
import { counted, fill } from "@/lib/kernel/words";
import { toldOfRemoved, useDevice } from "./device";

/** From then on the end is named. */
const WARN_MS = 4 * 3_600_000;
const LOOK_EVERY_MS = 60_000;

/** When everything here is removed, once that is near. */
export function useEnd(any: boolean): Date | null {
  const device = useDevice();
  const [now, setNow] = useState(0);
  useEffect(() => {
    const look = () => setNow(Date.now());
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const near = any && now > 0 && device.endsAt !== null && device.endsAt - now < WARN_MS;
  return near ? new Date((device.endsAt ?? 0) - device.lead) : null;
}

/** What one has to know of this device before trusting it with a text: that it keeps nothing, may forget, or will remove soon. */
export function DeviceNotes(props: { any: boolean; zone: string; words: Messages["outbox"] }) {
  const { words } = props;
  const device = useDevice();
  const end = useEnd(props.any);

  useEffect(() => {
    if (device.removed > 0) void toldOfRemoved();
  }, [device.removed]);

  const notes = [
    device.removed > 0 ? counted(words.removed, device.removed) : "",
    device.where === "memory" ? words.memory : "",
    end ? fill(words.ends, { time: clockTime(end, props.zone) }) : "",
    device.where === "disk" && device.persisted === false && props.any ? words.mayGo : "",
  ].filter(Boolean);
  return notes.map((note) => (
    <p
      key={note}
      role="status"
      className="mb-3 flex items-start gap-2 rounded-lg border border-line bg-lim-bg px-4 py-3"
    >
      <span className="pt-1 text-lim">
        <WarningSign />
      </span>
      <span>{note}</span>
    </p>
  ));
}
