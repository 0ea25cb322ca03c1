/**
 * The law of imports (CONTRIBUTING.md, "Rooms"): app → components, lib; components → components and what is pure in
 * lib; lib never upward, and inside lib only downward. `npm run check` enforces it.
 */

/** What each room of lib may import, besides itself and the files at lib's root. */
const MAY_IMPORT = {
  preferences: [],
  i18n: ["preferences"],
  db: [],
  live: ["db"],
  activity: ["live", "db"],
  sessions: ["activity", "live", "db"],
  users: ["sessions", "activity", "live", "db"],
  http: ["db", "i18n", "preferences"],
  auth: ["users", "sessions", "activity", "live", "db", "http"],
  "user-import": ["users", "activity", "db"],
  alerts: ["sessions", "users", "activity", "live", "db", "i18n"],
  reports: ["sessions", "users", "activity", "db", "i18n"],
  backup: ["sessions", "activity", "db"],
  exports: ["reports", "sessions", "users", "activity", "db", "i18n"],
};

/**
 * Files of lib without a database, a secret or a request in them: a component may run them in the browser. Types are
 * no exception: nothing here reads TypeScript 7, so `import type` looks like any other import.
 */
const PURE = [
  "viewer",
  "read-cookie",
  "roles\\.",
  "search-text",
  "local-iso",
  "spreadsheet-cell",
  "sessions/presence",
  "sessions/active-users",
  "sessions/users-view\\.",
  "auth/password-length",
  "users/people-view\\.",
  "users/revocation-",
  "user-import/import-preview",
  "i18n/",
  "preferences/",
  "http/safe-path",
  "reports/dashboard",
  "reports/timeline",
  "reports/connection-time\\.",
  "sessions/history-view\\.",
  "activity/session-event",
  "exports/export-(progress|formats|fault)\\.",
  "zone-days",
];

const TESTS = "(\\.test\\.tsx?$|^lib/testing/|^e2e/|^bench/)";

const roomRules = Object.entries(MAY_IMPORT).map(([room, others]) => ({
  name: `lib-${room}`,
  comment: `lib/${room} may import: ${others.join(", ") || "nothing but the files at lib's root"}`,
  severity: "error",
  from: { path: `^lib/${room}/`, pathNot: TESTS },
  to: { path: "^lib/[^/]+/", pathNot: [room, ...others].map((other) => `^lib/${other}[/.]`) },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    {
      name: "no-cycle",
      severity: "error",
      from: { pathNot: "^lib/db/generated/" },
      to: { circular: true },
    },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "lib-root-is-the-floor",
      comment:
        "env, errors, viewer, log: everybody imports them, they import none (but the words of the schema)",
      severity: "error",
      from: { path: "^lib/[^/]+\\.ts$", pathNot: TESTS },
      to: { path: "^lib/[^/]+/", pathNot: "^lib/db/generated/enums" },
    },
    {
      name: "lib-never-upward",
      severity: "error",
      from: { path: "^lib/", pathNot: TESTS },
      to: { path: "^(app|components|e2e|bench|middleware|instrumentation)" },
    },
    {
      name: "components-never-app",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|e2e|bench|prisma|middleware|instrumentation)" },
    },
    {
      name: "components-know-only-what-is-pure",
      comment: "a component takes its data as properties, in the words of PURE",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: { path: "^lib/", pathNot: PURE.map((place) => `^lib/${place}`) },
    },
    {
      name: "only-lib-touches-the-database",
      severity: "error",
      from: { pathNot: ["^lib/", "^prisma(\\.config\\.ts$|/)", TESTS] },
      to: { path: ["^lib/db/", "^node_modules/(pg|@prisma)/", "^(pg|@prisma/.*)$"] },
    },
    {
      name: "one-prisma-client",
      comment: "the client is made in lib/db/client.ts only",
      severity: "error",
      from: { pathNot: ["^lib/db/", TESTS] },
      to: { path: "^lib/db/generated/client" },
    },
    {
      name: "product-never-tests",
      severity: "error",
      from: { pathNot: [TESTS, "^(playwright|vitest)\\.config\\.ts$", "^tools/test\\.ts$"] },
      to: { path: TESTS },
    },
    {
      name: "no-development-package-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib|middleware|instrumentation)", pathNot: [TESTS, "^lib/cli/"] },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg"] },
    },
  ],
  options: {
    doNotFollow: { path: ["^node_modules/", "^lib/db/generated/"] },
    exclude: { path: ["^\\.next/", "^next-env\\.d\\.ts$"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
    skipAnalysisNotInRules: false,
  },
};
