import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/**
 * `unit`: no database, no network, no other program. `integration`: sockets of this machine, or another
 * program. `db`: each file has a database of its own, made from a migrated template in milliseconds
 * (lib/testing/database/database-server.ts and database.ts).
 */
export default defineConfig({
  resolve: {
    alias: [{ find: /^@\//, replacement: `${root}/` }],
  },
  test: {
    restoreMocks: true,
    testTimeout: 60_000, // a busy machine is no failure
    hookTimeout: 60_000,
    maxWorkers: "100%", // of the processors: half of the time is the database's
    env: {
      NODE_ENV: "test",
      TZ: "UTC",
      LANG: "C.UTF-8",
      LC_ALL: "",
      LC_MESSAGES: "",
      TERM: "xterm", // a dumb one edits no line
      LOG_LEVEL: "silent",
      DATABASE_URL: "",
      NEXTAUTH_SECRET: "of tests alone, and long enough for it",
    },
    exclude: ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: ["**/*.{db,integration}.test.ts", "**/node_modules/**", ".next/**"],
        },
      },
      { extends: true, test: { name: "integration", include: ["**/*.integration.test.ts"] } },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          globalSetup: ["lib/testing/database/database-server.ts"],
          setupFiles: ["lib/testing/database/database.ts"],
        },
      },
    ],
  },
});
