import tseslint from "typescript-eslint";

const serverOnly = {
  selector: "Program:not(:has(ImportDeclaration[source.value='server-only']))",
  message: 'L13: this file runs only on the server; begin it with import "server-only".',
};
const ledger = {
  selector:
    "CallExpression[callee.type='MemberExpression'][callee.object.property.name=/^entry(Body|Reader)?$/][callee.property.name=/^(create|update|delete|upsert)/]",
  message: "L11: only lib/record/append.ts writes the record.",
};
const unsafe = {
  selector: "MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]",
  message: "Text never becomes SQL: use the tagged template.",
};
const clock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "L12: time comes from the command's clock or lib/kernel/clock.",
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "L12: time comes from the command's clock or lib/kernel/clock.",
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "L12: ids and secrets come from lib/kernel/ids.",
  },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "L12: settings come from lib/kernel/env.",
};
const outside = {
  selector: "CallExpression[callee.name='fetch']",
  message: "L12: nothing calls outside; only lib/kernel may.",
};
const actions = {
  selector: "ExpressionStatement > Literal[value='use server']",
  message: "No Server Actions (DESIGN §3): writes go through /api/v1.",
};

/** @type {import("eslint").Linter.Config[]} */
export default [
  {
    ignores: [
      "node_modules/",
      ".next/",
      "dist/",
      "prisma/generated/",
      "next-env.d.ts",
      ".kulla/",
      "scripts/",
      "tools/",
      "tests/",
    ],
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parser: tseslint.parser },
    plugins: { "@typescript-eslint": tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", ledger, unsafe, actions],
    },
  },
  {
    files: ["lib/**/*.ts", "app/**/*.{ts,tsx}"],
    ignores: ["lib/kernel/**"],
    rules: { "no-restricted-syntax": ["error", ledger, unsafe, actions, environment, outside, ...clock] },
  },
  {
    files: [
      "lib/*/queries.ts",
      "lib/*/policy.ts",
      "lib/*/load.ts",
      "lib/*/rows.ts",
      "lib/*/*api.ts",
      "lib/*/commands/*.ts",
    ],
    rules: { "no-restricted-syntax": ["error", ledger, unsafe, actions, environment, outside, ...clock, serverOnly] },
  },
  {
    files: ["lib/kernel/{db,env,log,say}.ts", "lib/record/append*.ts"],
    rules: { "no-restricted-syntax": ["error", unsafe, actions, serverOnly] },
  },
];
