import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/**
 * `unit`: pure, no database, no network. `db`: each file has a database of its own, made from a migrated template in
 * milliseconds (lib/testing/database-server.ts and database.ts).
 */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${root}/` },
      // The marker throws outside a server bundle; tests are the server. (The `react-server` condition would
      // do it too, but takes react-dom away from the tests of components.)
      { find: /^server-only$/, replacement: path.join(root, "node_modules/server-only/empty.js") },
    ],
  },
  test: {
    restoreMocks: true,
    env: { NODE_ENV: "test", TZ: "UTC", LOG_LEVEL: "silent", DATABASE_URL: "" },
    exclude: ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**", ".next/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          globalSetup: ["lib/testing/database-server.ts"],
          setupFiles: ["lib/testing/database.ts"],
        },
      },
    ],
  },
});
