import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "prisma/config";
import { embeddedFolder, lastEmbeddedUrl } from "./lib/db/embedded/address";

if (existsSync(".env")) process.loadEnvFile(".env");

// Without this, each command of Prisma reports to its maker's server: version, system, a hash of the schema.
process.env.CHECKPOINT_DISABLE = "1";

// Prisma downloads its migration engine at the first use. Our engine comes with npm, so that only the npm
// registry must be reachable. Windows can't start a script as a program, so there Prisma downloads.
if (process.platform !== "win32") {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(
    import.meta.dirname,
    "prisma/offline-engine/schema-engine.mjs",
  );
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  // A restore first applies the migrations of the backup, from another folder.
  migrations: {
    path: process.env.MIGRATIONS_FOLDER || "prisma/migrations",
    seed: "node --import tsx prisma/seed.ts",
  },
  // Without DATABASE_URL the engine starts the embedded database while a command needs it.
  datasource: {
    url: process.env.MIGRATION_DATABASE_URL || process.env.DATABASE_URL || lastEmbeddedUrl(embeddedFolder()),
  },
});
