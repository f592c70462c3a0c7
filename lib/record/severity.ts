/** Severity as logic uses it (DESIGN §5): national, several institutions, one institution, watch. */
export const severities = ["S1", "S2", "S3", "S4"] as const;
export type Severity = (typeof severities)[number];
