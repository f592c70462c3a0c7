"use client";

import { report } from "@/components/shell/connection";
import { forget, keep, stillKept, tell } from "./device";
import { change, isSettling, outboxNow, takeOff, type Unsent, update } from "./outbox-items";
import { sendItem } from "./send-item";

const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
let failures = 0;
let pumping = false;
let asked = false;
let trying: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sends what waits, now. */
export function again(): void {
  clearTimeout(timer);
  void pump();
}

/** Sends when the connection comes back, when somebody looks, and from time to time. @returns how to stop */
export function goOnSending(): () => void {
  const online = () => {
    // What hangs since before the connection came back hangs for good.
    trying?.abort();
    again();
  };
  const seen = () => {
    if (!document.hidden) again();
  };
  window.addEventListener("online", online);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", online);
    document.removeEventListener("visibilitychange", seen);
    clearTimeout(timer);
  };
}

async function pump(): Promise<void> {
  if (pumping) asked = true;
  if (pumping || !outboxNow().some(({ state }) => state === "kept" || state === "sending")) return;
  pumping = true;
  try {
    // Where a browser has no locks two tabs may send the same entry; its key makes one of it.
    await (navigator.locks ? navigator.locks.request(`kulla-send-${outboxNow()[0]?.personId}`, sendAll) : sendAll());
  } finally {
    pumping = false;
  }
  if (asked) void pump();
}

async function sendAll(): Promise<void> {
  asked = false;
  // Nobody else sends now, so what a tab was sending when it was closed is sent again.
  change(outboxNow().map((item) => (item.state === "sending" ? { ...item, state: "kept" } : item)));
  const stuck = new Set<string>();
  for (let item = next(stuck); item; item = next(stuck)) {
    if (item.stored && !(await stillKept("unsent", item.key))) {
      // Another tab sent it meanwhile, or its author removed it there.
      takeOff(item.key);
      continue;
    }
    const settled = await attempt(item);
    if (settled === "silent") return wait();
    if (settled === "later") stuck.add(item.ref);
    else failures = 0;
  }
  if (stuck.size > 0) wait();
}

/** The oldest that waits. What an incident cannot take now holds up what comes after it there, and nothing elsewhere. */
const next = (stuck: Set<string>) => {
  const item = outboxNow().find(({ state, ref }) => state === "kept" && !stuck.has(ref));
  return item && isSettling(item.key) ? undefined : item;
};

async function attempt(item: Unsent): Promise<"settled" | "later" | "silent"> {
  const tried = item.tried || navigator.onLine;
  if (item.stored && tried !== item.tried)
    await keep("unsent", item.personId, item.key, { ...item, tried: true, state: "kept" });
  update(item.key, { state: "sending", tried });
  tell({ key: item.key, state: "sending", tried });
  trying = new AbortController();
  const answer = await sendItem(item, trying.signal);
  if (answer.kind === "done") {
    const logged = { number: Number(answer.body["logNumber"]), at: String(answer.body["recordedAt"]) };
    tell({ key: item.key, state: "logged", logged });
    update(item.key, { state: "logged", logged });
    await forget("unsent", item.personId, item.key);
    return "settled";
  }
  const back = (changes: Partial<Unsent>) => {
    update(item.key, changes);
    tell({ key: item.key, ...changes });
  };
  if (answer.kind === "silent" || answer.status >= 500 || answer.status === 429 || answer.status === 401) {
    back({ state: "kept" });
    if (answer.kind !== "silent" && answer.status === 401) report({ status: "signed-out" });
    return answer.kind === "problem" && answer.status === 500 ? "later" : "silent";
  }
  const refused = { state: "refused" as const, because: Object.values(answer.fields)[0] ?? answer.detail };
  back(refused);
  if (item.stored) await keep("unsent", item.personId, item.key, { ...item, ...refused });
  return "settled";
}

function wait(): void {
  failures += 1;
  const pause = RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 0;
  // Not all devices at the same moment, when a server comes back.
  timer = setTimeout(again, pause * (0.75 + Math.random() / 2));
}
