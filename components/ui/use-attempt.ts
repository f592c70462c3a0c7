import { useRef } from "react";
import { newKey } from "@/lib/kernel/new-key";
import { type Answer, sendJson } from "./send-json";

/** How a request is sent: `bytes` as in `sendJson`. */
interface Asked {
  url: string;
  method?: "POST" | "PUT" | "PATCH" | "DELETE";
  body: string;
  bytes?: number;
}

/** Sends what somebody asks for: pressing again after no answer sends the same key, so nothing is stored twice. */
export function useAttempt(): (asked: Asked) => Promise<Answer> {
  const attempt = useRef({ asked: "", key: "" });
  return async ({ url, method = "POST", body, bytes }) => {
    const asked = `${url} ${body}`;
    if (attempt.current.asked !== asked) attempt.current = { asked, key: newKey() };
    const answer = await sendJson(url, method, body, attempt.current.key, bytes);
    if (answer.kind === "done") attempt.current = { asked: "", key: "" };
    return answer;
  };
}
