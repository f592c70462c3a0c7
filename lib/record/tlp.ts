/** TLP 2.0, exactly these labels, never translated (domain.md §2.7); from widest to strictest. */
export const tlps = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"] as const;
export type Tlp = (typeof tlps)[number];

/** What derived things take (H2). */
export const strictest = (...labels: Tlp[]): Tlp =>
  tlps[Math.max(...labels.map((label) => tlps.indexOf(label)))] ?? "TLP:RED";
