import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { logLine } from "./log";
import { MigrationAdapterFactory } from "./migration-adapter";

/**
 * Returns a function that starts the WebAssembly engine at its first call, because the engine connects at its
 * start and some commands do not need it.
 */
export function startSchemaEngine(
  { datamodels, shadowUrl }: { datamodels: string[]; shadowUrl: string | undefined },
  url: string,
): () => Promise<glue.SchemaEngine> {
  let started: Promise<glue.SchemaEngine> | undefined;
  return () => {
    started ??= loadWasm().then(() =>
      glue.SchemaEngine.new(
        { datamodels: datamodels.length > 0 ? datamodels.map(readDatamodel) : undefined },
        (message: string) => logLine("INFO", { message }),
        bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(url, shadowUrl)),
      ),
    );
    return started;
  };
}

function readDatamodel(file: string): [string, string] {
  return [file, readFileSync(file, "utf8")];
}

/**
 * The engine passes the reason of a panic to this global before it panics; Prisma's programs all define it.
 */
Reflect.set(globalThis, "PRISMA_WASM_PANIC_REGISTRY", {
  set_message(message: string): void {
    throw new EnginePanic(message);
  },
});

/** A panic of the engine: a bug in it. */
export class EnginePanic extends Error {
  override name = "PanicError";
}

/**
 * Loads the .wasm file itself, because the entry of the package imports it as a module, which Node.js cannot.
 */
async function loadWasm(): Promise<void> {
  const entry = import.meta.resolve("@prisma/schema-engine-wasm");
  const wasm = readFileSync(fileURLToPath(new URL("schema_engine_bg.wasm", entry)));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": { ...glue } });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
}
