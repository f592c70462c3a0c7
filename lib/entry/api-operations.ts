/** One operation of the API document, as a person reads it. */
export interface ApiOperation {
  method: string;
  path: string;
  says: string;
  takes: ApiInput[];
}

export interface ApiInput {
  name: string;
  type: string;
  values: string[];
  required: boolean;
}

interface Schema {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Operation {
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** The operations of our own OpenAPI document, in the order of the table from which it is made. */
export function operationsOf(document: Record<string, unknown>): ApiOperation[] {
  const paths = document["paths"] as Record<string, Record<string, Operation>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      says: operation.summary,
      takes: [
        ...operation.parameters
          .filter((one) => one.in !== "header")
          .map((one) => input(one.name, one.schema, one.required)),
        ...bodyOf(operation),
      ],
    })),
  );
}

function bodyOf(operation: Operation): ApiInput[] {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  return Object.entries(schema?.properties ?? {}).map(([name, field]) =>
    input(name, field, schema?.required?.includes(name) ?? false),
  );
}

/** An empty text stands for nothing in plain forms; it is no value worth naming. */
function input(name: string, schema: Schema, required: boolean): ApiInput {
  const forms = (schema.anyOf ?? [schema]).filter((form) => form.const !== "");
  const values = forms
    .flatMap((form) => form.enum ?? [])
    .filter((value) => value !== "")
    .map(String);
  const types = forms.map(
    (form) => form.format ?? (form.type === "array" ? `list of ${form.items?.type ?? "values"}` : form.type) ?? "text",
  );
  return { name, required, values, type: [...new Set(types)].join(" or ") };
}
