/** Words with which anything can be approved. */
export const words = {
  situation: "Files are being encrypted on two servers",
  rationale: "It stops the spread within minutes",
  ifNothing: "It spreads on",
  options: [
    { label: "Switch off", chosen: true, reason: "Fast and reversible" },
    { label: "Watch only", reason: "The spread is confirmed" },
  ],
  citizenImpact: "No certificates online; counters are open",
  evidence: "Image the memory of the server",
  undo: "Start it again from the clean image",
  expectedMinutes: 240,
  reviewHours: 12,
  publicLine: "We switched the portal off to protect it",
  criteria: ["The server is clean", "Keys are changed"],
  keepsSafe: "It stands elsewhere",
  watches: "The night shift",
};
