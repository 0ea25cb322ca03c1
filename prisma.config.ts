import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "prisma/config";
import { embeddedFolder, lastEmbeddedUrl } from "./lib/db/embedded/address";

if (existsSync(".env")) process.loadEnvFile(".env");

// Prisma downloads its own engine for migrations at the first use. Ours comes with npm, so that everything works with
// nothing reachable but the npm registry. A script can't be started as a program on Windows: there Prisma downloads.
if (process.platform !== "win32") {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(
    import.meta.dirname,
    "prisma/offline-engine/schema-engine.mjs",
  );
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  // A restore first applies those of the time of the backup, from a folder of their own.
  migrations: {
    path: process.env.MIGRATIONS_FOLDER || "prisma/migrations",
    seed: "node --import tsx prisma/seed.ts",
  },
  // Without DATABASE_URL the engine starts the embedded database for as long as a command needs it.
  datasource: { url: process.env.DATABASE_URL || lastEmbeddedUrl(embeddedFolder()) },
});
