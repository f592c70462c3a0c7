/** The closed list of ways in which Kulla says no (DESIGN §7), with their HTTP status. */
export const refusalStatus = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  invalid: 422,
  conflict: 409,
  "too-large": 413,
  "too-many": 429,
  "read-only": 503,
  unavailable: 503,
} as const;

export type RefusalKind = keyof typeof refusalStatus;
export type Words = Record<string, string | number>;

/** A refusal in words: `because` and each field hold a key of the `errors` messages, never finished text. */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly because: string = kind,
    readonly options: { fields?: Record<string, string>; words?: Words; retryAfterSeconds?: number } = {},
  ) {
    super(`${kind}: ${because}`);
    this.name = "Refusal";
  }
}

export const notFound = () => new Refusal("not-found");
export const conflict = (because: string, words: Words = {}) => new Refusal("conflict", because, { words });
export const invalid = (fields: Record<string, string>, because = "invalid") =>
  new Refusal("invalid", because, { fields });
