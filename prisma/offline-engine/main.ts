import { embeddedFolder, lastEmbeddedUrl, NO_ADDRESS_YET } from "@/lib/db/embedded/address";
import { acquireEmbeddedServer } from "@/lib/db/embedded/server";
import { type EngineCommand, readCommandLine } from "./command-line";
import { reportFailure, runDatabaseCommand } from "./database-commands";
import { serveRequests } from "./json-rpc";
import { logLine } from "./log";
import { startSchemaEngine } from "./wasm-engine";

/**
 * Replaces Prisma's native schema engine, which Prisma would download at first use. It has the same command
 * line and the same protocol on standard input and output, and runs Prisma's own WebAssembly build of the
 * engine.
 */
const command = readCommandLine(process.argv.slice(2));

if (command.kind === "version") {
  process.stdout.write("schema-engine-cli wasm\n");
} else {
  process.exitCode = await runOnDatabase(command);
  process.exit();
}

async function runOnDatabase(command: Exclude<EngineCommand, { kind: "version" }>): Promise<number> {
  logLine("INFO", { message: "schema-engine (wasm)" }); // the command line skips the first line
  try {
    const database = await reach(command.url);
    // Prisma's command line ends its engine by SIGTERM; Ctrl-C reaches the engine as well.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => void database.release().finally(() => process.exit(0)));
    }
    try {
      if (command.kind === "database") await runDatabaseCommand(command.action, database.url);
      else await serveRequests(startSchemaEngine(command, database.url), database.url);
    } finally {
      await database.release();
    }
    return 0;
  } catch (error) {
    reportFailure(error, command.url);
    return 1;
  }
}

/** Returns the address of the database for its owner. The embedded server runs until `release`. */
async function reach(url: string): Promise<{ url: string; release(): Promise<void> }> {
  const folder = embeddedFolder();
  const isEmbedded = url === NO_ADDRESS_YET || url === lastEmbeddedUrl(folder);
  if (!isEmbedded) return { url, release: async () => {} };
  const { ownerUrl, release } = await acquireEmbeddedServer({ folder });
  return { url: ownerUrl, release };
}
