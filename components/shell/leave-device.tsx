"use client";

import { useEffect } from "react";
import { forgetDevice, sweep, whoIsHere } from "@/components/entries/device";
import { readCookie } from "@/lib/kernel/cookies";
import { leftCookie } from "@/lib/kernel/preferences";

/** At the door: whoever signed out leaves nothing here, also when the page they left had no time to see to it; nor does what is a day old. */
export function LeaveDevice() {
  useEffect(() => {
    const here = readCookie(document.cookie, leftCookie) ? whoIsHere() : null;
    void (here ? forgetDevice(here.personId) : sweep()).catch(() => {});
  }, []);
  return null;
}
