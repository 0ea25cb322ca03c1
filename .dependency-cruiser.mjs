import { builtinModules } from "node:module";

/**
 * Rules of imports (CONTRIBUTING.md, "The rooms"), which `npm run check` enforces. app imports components and
 * lib. components import components and the pure parts of lib. lib imports neither of the others, and inside
 * lib imports go only downward.
 */

/** Rooms that import no other room, and that every room may import. */
export const GROUND = ["calendar"];

/** The rooms that each room of lib may import, besides itself, GROUND and the files at lib's root. */
export const MAY_IMPORT = {
  calendar: [],
  preferences: [],
  i18n: ["preferences"],
  db: [],
  live: ["db"],
  actors: ["db"],
  activity: ["live", "db"],
  refusals: ["activity", "http", "db"],
  sessions: ["refusals", "actors", "activity", "live", "db"],
  users: ["sessions", "actors", "activity", "db"],
  http: ["db", "preferences"],
  server: ["http"],
  auth: ["users", "sessions", "refusals", "actors", "activity", "live", "db", "server", "http"],
  accounts: ["auth", "refusals", "users", "sessions", "actors", "activity", "live", "db", "server", "http"],
  "user-import": ["users", "sessions", "actors", "activity", "db"],
  reports: ["sessions", "users", "activity", "db", "i18n"],
  paths: ["reports", "sessions", "users"],
  backup: ["sessions", "activity", "db"],
  exports: ["paths", "reports", "sessions", "users", "actors", "activity", "db", "i18n"],
};

/**
 * Files and rooms of lib that only a server has: the database, the environment, secrets, the log, the
 * shutdown of the process.
 */
export const SERVER_ONLY = ["db", "env", "log", "secrets", "shutdown"];

/** Packages that a browser may load. Each one adds to the download. */
const BROWSER_PACKAGES =
  "next/(form|link|navigation)\\.js|next-intl/dist/types/index\\.|react/|lucide-react/|swr/|zod/";

/**
 * Modules that no component may import, directly or through other modules, because a component may run in a
 * browser. This includes types: dependency-cruiser treats `import type` like any other import here.
 */
const NOT_FOR_BROWSERS = [
  `^lib/(${SERVER_ONLY.join("|")})(\\.ts$|/(?!generated/enums))`,
  `^(node:|(${builtinModules.join("|")})$)`, // some exist only with the prefix
  `(^|/)node_modules/(?!${BROWSER_PACKAGES})`,
];

/** Files outside the product. They may import anything, and no file of the product imports them. */
const NO_PRODUCT = "(\\.test\\.tsx?$|^lib/testing/|^(e2e|bench|tools)/)";

const roomRules = Object.entries(MAY_IMPORT).map(([room, others]) => ({
  name: `lib-${room}`,
  comment: `lib/${room} may import: ${others.join(", ") || "nothing but the files at lib's root"}`,
  severity: "error",
  from: { path: `^lib/${room}/`, pathNot: NO_PRODUCT },
  to: { path: "^lib/[^/]+/", pathNot: [room, ...GROUND, ...others].map((other) => `^lib/${other}[/.]`) },
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
        "env, errors, viewer, log: every room imports them; they import no room (except the enums of the schema)",
      severity: "error",
      from: { path: "^lib/[^/]+\\.ts$", pathNot: NO_PRODUCT },
      to: { path: "^lib/[^/]+/", pathNot: "^lib/db/generated/enums" },
    },
    {
      name: "lib-never-upward",
      severity: "error",
      from: { path: "^lib/", pathNot: NO_PRODUCT },
      to: { path: "^(app|components|e2e|bench|middleware|instrumentation)" },
    },
    {
      name: "components-never-app",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|e2e|bench|prisma|middleware|instrumentation)" },
    },
    {
      name: "components-lead-to-no-server",
      comment: "a component receives its data as properties and imports only pure parts of lib",
      severity: "error",
      from: { path: "^components/", pathNot: NO_PRODUCT },
      to: { path: NOT_FOR_BROWSERS, reachable: true },
    },
    {
      name: "only-lib-touches-the-database",
      severity: "error",
      from: { pathNot: ["^lib/", "^prisma(\\.config\\.ts$|/)", "^(e2e|bench)/", "\\.test\\.ts$"] },
      to: { path: ["^lib/db/", "^node_modules/(pg|@prisma)/", "^(pg|@prisma/.*)$"] },
    },
    {
      name: "one-prisma-client",
      comment: "the client is made in lib/db/client.ts only",
      severity: "error",
      from: { pathNot: ["^lib/(db|testing)/", "^(e2e|bench)/", "\\.test\\.ts$"] },
      to: { path: "^lib/db/generated/client" },
    },
    {
      name: "product-never-tests",
      severity: "error",
      from: { pathNot: [NO_PRODUCT, "^(playwright|vitest)\\.config\\.ts$"] },
      to: { path: NO_PRODUCT },
    },
    {
      name: "no-development-package-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib|middleware|instrumentation)", pathNot: [NO_PRODUCT, "^lib/cli/"] },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg"] },
    },
  ],
  options: {
    doNotFollow: { path: ["(^|/)node_modules/", "^lib/db/generated/"] },
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
