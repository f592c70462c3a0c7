const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS/, "Firefox"],
  [/Chrome\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** "Firefox, Linux": enough to tell one's own sessions apart, too little to follow anybody. */
export function deviceOf(userAgent: string): string {
  const found = [browsers, systems].map((list) => list.find(([mark]) => mark.test(userAgent))?.[1]);
  return found.filter(Boolean).join(", ") || "?";
}
