import "server-only";
import type { Context } from "hono";
import type { z } from "zod";
import type { Permission } from "@/lib/access/permissions";
import type { Command } from "./command";
import type { Query } from "./query";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

interface About {
  /** One plain sentence for the API page. */
  says: string;
  /** The form of the answer, for the API document. */
  output?: z.ZodType;
  /** How long a body may be, where a whole file is sent. */
  bodyMax?: number;
}

/**
 * One line of the API table. The table of all lines is the route list, the OpenAPI document, the access matrix and the rate-limit list (DESIGN §4).
 * Paths are relative to /api/v1; `{name}` is a parameter that joins the input.
 */
export type Line = About & { method: Method; path: string } & (
    | { does: "command"; command: Command<unknown, unknown, object>; status: 200 | 201 }
    | { does: "query"; query: Query<unknown, unknown> }
    /** Doors with a shape of their own: streams, sign-in, form posts. `open` needs no session. */
    | {
        does: "handle";
        open: boolean;
        verb?: Permission;
        input?: z.ZodType;
        /** The body is bytes for `handle` to read, not values. */
        raw?: true;
        handle: (context: Context, input: Record<string, unknown>) => Promise<Response>;
      }
  );

/** A line that runs a command. */
export const commandLine = <I, S, R extends object>(
  method: Method,
  path: string,
  command: Command<I, S, R>,
  about: About & { status?: 200 | 201 },
): Line => ({
  method,
  path,
  does: "command",
  command: command as unknown as Command<unknown, unknown, object>,
  status: about.status ?? 200,
  ...about,
});

/** A line that answers a question. */
export const queryLine = <I, R>(path: string, query: Query<I, R>, about: About): Line => ({
  method: "GET",
  path,
  does: "query",
  query: query as unknown as Query<unknown, unknown>,
  ...about,
});
