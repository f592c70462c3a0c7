"use client";

import { useEffect } from "react";
import { forgetDevice, sweep } from "@/components/entries/device";
import { whoIsHere } from "@/components/entries/here";
import { readCookie } from "@/lib/kernel/cookies";
import { leftCookie } from "@/lib/kernel/preferences";

/** At the door: whoever signed out leaves nothing here, also when the page they left had no time to see to it; nor does what is a day old. */
export function LeaveDevice() {
  useEffect(() => {
    void leave().catch(() => {});
  }, []);
  return null;
}

async function leave(): Promise<void> {
  const here = readCookie(document.cookie, leftCookie) ? await whoIsHere() : null;
  await (here ? forgetDevice(here.personId) : sweep());
}
