"use client";

import { type Answer, sendBody } from "@/components/ui/send-json";
import { api } from "@/lib/entry/paths";
import type { Unsent } from "./outbox-items";

/**
 * Sends an entry once: first the files that it names, each under a key of its own, then the entry. Every request says whose it is, so that
 * nothing is ever written under the name of whoever is signed in here now.
 */
export async function sendItem(item: Unsent, signal: AbortSignal): Promise<Answer> {
  const headers = { "x-kulla-person": item.personId };
  const ids: string[] = [];
  for (const { name, type, blob, key } of item.files ?? []) {
    const answer = await sendBody(api.files(item.ref), {
      method: "POST",
      body: blob,
      bytes: blob.size,
      signal,
      headers: {
        ...headers,
        "content-type": type || "application/octet-stream",
        "x-file-name": encodeURIComponent(name),
        "idempotency-key": key,
      },
    });
    if (answer.kind !== "done") return answer;
    ids.push(String(answer.body["id"]));
  }
  const body = JSON.stringify(ids.length > 0 ? { ...item.body, files: ids } : item.body);
  return sendBody(api.entries(item.ref), {
    method: "POST",
    body,
    signal,
    headers: { ...headers, "content-type": "application/json", "idempotency-key": item.key },
  });
}
