import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/**
 * Three projects. `unit` uses no database, network or other program. `integration` uses sockets of this
 * machine or another program. `db` gives each file a database of its own, copied from a migrated template
 * in milliseconds (lib/testing/database/database-server.ts and database.ts).
 */
export default defineConfig({
  resolve: {
    alias: [{ find: /^@\//, replacement: `${root}/` }],
  },
  test: {
    restoreMocks: true,
    testTimeout: 60_000, // a busy machine must not fail a test
    hookTimeout: 60_000,
    maxWorkers: "100%", // one per processor, because half of the time the database works
    env: {
      NODE_ENV: "test",
      TZ: "UTC",
      LANG: "C.UTF-8",
      LC_ALL: "",
      LC_MESSAGES: "",
      TERM: "xterm", // a dumb terminal has no line editing
      LOG_LEVEL: "silent",
      DATABASE_URL: "",
      MIGRATION_DATABASE_URL: "",
      PORT: "", // the texts of commands have the default address
      APP_URL: "",
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
