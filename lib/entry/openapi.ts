import "server-only";
import { z } from "zod";
import { refusalStatus } from "@/lib/kernel/errors";
import type { Line } from "./line";

type Json = Record<string, unknown>;

const inputOf = (line: Line): z.ZodType | undefined =>
  line.does === "command" ? line.command.input : line.does === "query" ? line.query.input : line.input;
const schemaOf = (type: z.ZodType) =>
  z.toJSONSchema(type, { io: "input", unrepresentable: "any", target: "draft-2020-12" }) as Json;

const problem: Json = {
  type: "object",
  required: ["type", "title", "status", "kind", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    kind: { type: "string", enum: Object.keys(refusalStatus) },
    because: { type: "string" },
    reference: { type: "string" },
    fields: { type: "object", additionalProperties: { type: "string" } },
  },
};
const refused = {
  description: "Refused, and nothing changed",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

function operationOf(line: Line): Json {
  const schema = inputOf(line) && schemaOf(inputOf(line) as z.ZodType);
  const properties = (schema?.["properties"] ?? {}) as Json;
  const inPath = [...line.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] as string);
  const rest = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)));
  const required = ((schema?.["required"] ?? []) as string[]).filter((name) => !inPath.includes(name));
  const writes = line.method !== "GET";
  const parameters: Json[] = inPath.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: properties[name] ?? { type: "string" },
  }));
  if (!writes)
    for (const [name, form] of Object.entries(rest))
      parameters.push({ name, in: "query", required: required.includes(name), schema: form });
  if (writes)
    parameters.push({
      name: "Idempotency-Key",
      in: "header",
      required: false,
      schema: { type: "string", format: "uuid" },
    });
  if (line.does === "handle" && line.raw)
    parameters.push({ name: "x-file-name", in: "header", required: true, schema: { type: "string" } });
  const status = line.does === "command" ? line.status : 200;
  return {
    summary: line.says,
    operationId: `${line.method.toLowerCase()} ${line.path}`,
    parameters,
    ...(line.does === "handle" &&
      line.raw && {
        requestBody: {
          required: true,
          content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
        },
      }),
    ...(writes &&
      Object.keys(rest).length > 0 && {
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: { type: "object", properties: rest, required, additionalProperties: false } },
          },
        },
      }),
    responses: {
      [status]: {
        description: "Done",
        ...(line.output && {
          content: {
            "application/json": { schema: z.toJSONSchema(line.output, { io: "output", unrepresentable: "any" }) },
          },
        }),
      },
      default: refused,
    },
    ...(line.does === "handle" && line.open ? { security: [] } : {}),
  };
}

/** The OpenAPI 3.1 document of a table of lines: nothing in it is written by hand. */
export function openApiOf(lines: readonly Line[], origin: string): Json {
  const paths: Record<string, Json> = {};
  for (const line of lines) (paths[line.path] ??= {})[line.method.toLowerCase()] = operationOf(line);
  return {
    openapi: "3.1.0",
    info: {
      title: "Kulla",
      version: "1",
      description: "Coordinates the response to a large cyberattack on a government.",
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ token: [] }, { cookie: [] }],
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        cookie: { type: "apiKey", in: "cookie", name: "kulla-session" },
      },
    },
  };
}
