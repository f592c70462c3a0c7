// The laws of the house that imports can break; numbers match ARCHITECTURE.md.
const order = [
  "kernel",
  "access",
  "record",
  "entry",
  "people",
  "incidents",
  "files",
  "entries",
  "imports",
  "exports",
  "bundle",
  "foreign",
  "systems",
  "palette",
  "exercise",
];
const looksOnlyBack = order.slice(0, -1).map((folder, index) => ({
  name: `L4-${folder}-looks-only-back`,
  severity: "error",
  from: { path: `^lib/${folder}/` },
  to: { path: `^lib/(${order.slice(index + 1).join("|")})/|^lib/api` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "L1-pages-never-touch-the-database-or-commands",
      severity: "error",
      from: { path: "^app/" },
      to: {
        path: ["^lib/kernel/(db|sql)", "^lib/[^/]+/(commands|load|policy)", "^lib/record/append", "^prisma/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "L2-primitives-know-no-domain",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(lib/(?!kernel/)|components/(?!ui/)|app/)" },
    },
    {
      name: "L3-components-get-props",
      severity: "error",
      from: { path: "^components/(?!ui/)" },
      to: {
        path: [
          "^lib/[^/]+/(queries|policy|load|rows|commands/|api)",
          "^lib/kernel/(db|sql|env)",
          "^lib/access/(actor|as-actor|session)",
          "^lib/record/append",
          "^lib/entry/(command|query|http|live|stream)",
          "^app/",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    ...looksOnlyBack,
    {
      name: "L5-commands-are-reached-through-a-door",
      severity: "error",
      from: { path: "^lib/", pathNot: ["^lib/[^/]+/[a-z-]*api", "^lib/[^/]+/jobs", "^lib/exercise/"] },
      to: { path: "^lib/[^/]+/commands/" },
    },
    {
      name: "L6-pages-of-outside-responders-import-only-the-portal",
      severity: "error",
      from: { path: "^app/\\(responder\\)/" },
      to: { path: "^lib/(?!portal/|access/|kernel/|entry/)" },
    },
    {
      name: "L7-one-door-to-the-database",
      severity: "error",
      from: { path: "^(lib|app|components|server|worker)", pathNot: "^lib/kernel/(db|sql)" },
      to: { path: "@prisma/adapter-pg|^prisma/generated/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "L8-one-door-to-sign-in",
      severity: "error",
      from: { path: "^(lib|app|components|server)", pathNot: "^(lib/access/session|lib/people/auth|app/api/auth/)" },
      to: { path: "node_modules/next-auth" },
    },
    {
      name: "L9-no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "L10-production-never-imports-tests",
      severity: "error",
      from: { pathNot: "^tests/" },
      to: { path: "^tests/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|prisma/generated)" },
  },
};
