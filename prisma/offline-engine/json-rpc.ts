import { createInterface } from "node:readline";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { z } from "zod";
import { errorCode } from "@/lib/error-code";
import { createDatabase, databaseName } from "./server";
import { EnginePanic } from "./wasm-engine";

const Request = z.object({
  id: z.union([z.number(), z.string()]),
  method: z.string(),
  params: z.looseObject({}).default({}),
});
type Request = z.infer<typeof Request>;

const Reply = z.object({ id: z.unknown(), result: z.unknown() });
const Printable = z.looseObject({ stdout: z.string() });

type StartedEngine = () => Promise<SchemaEngine>;

/** Answers requests, one JSON object a line, in order, until standard input closes. */
export async function serveRequests(engine: StartedEngine, url: string): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!line.trim()) continue;
    const message: unknown = JSON.parse(line);
    const request = Request.safeParse(message);
    if (request.success) await respond(request.data, engine, url);
    else Reply.parse(message); // the reply to our own "print" request
  }
}

async function respond(request: Request, engine: StartedEngine, url: string): Promise<void> {
  try {
    send({ id: request.id, result: await call(request, engine, url) });
  } catch (error) {
    send({ id: request.id, error: failureOf(error) });
  }
}

/** Calls the engine's method with the name of the request. The cases are the methods that differ. */
async function call({ method, params }: Request, engine: StartedEngine, url: string): Promise<unknown> {
  switch (method) {
    case "createDatabase":
      await createDatabase(url);
      return { databaseName: databaseName(url) };
    case "getDatabaseVersion":
      return (await engine()).version();
    case "diff":
      return printed(await invoke(await engine(), "diff", params));
    case "evaluateDataLoss":
    case "createMigration":
      // In this build of the engine, these methods have no shadow database. devDiagnostic replays the history
      // in one, and the engine keeps the result for them.
      await invoke(await engine(), "devDiagnostic", {
        migrationsList: params.migrationsList,
        filters: params.filters,
      });
      return invoke(await engine(), method, params);
    default:
      return invoke(await engine(), method, params);
  }
}

async function invoke(engine: SchemaEngine, method: string, params: object): Promise<unknown> {
  const run: unknown = Reflect.get(engine, method);
  if (typeof run !== "function") throw new Error(`The schema engine has no method ${method}`);
  return (await Reflect.apply(run, engine, [params])) ?? null;
}

let prints = 0;

/**
 * Sends the output of the engine to Prisma's command line as a "print" request, as the native engine does.
 */
function printed(result: unknown): unknown {
  const output = Printable.safeParse(result);
  if (!output.success) return result;
  send({ id: `print-${++prints}`, method: "print", params: { content: output.data.stdout } });
  return { ...output.data, stdout: null };
}

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

const FAILED = 4466;

function failureOf(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  const isPanic = error instanceof EnginePanic || error instanceof WebAssembly.RuntimeError;
  const data = { is_panic: isPanic, message, error_code: errorCode(error) || undefined, meta: {} };
  return {
    code: FAILED,
    message: "An error happened. Check the data field for details.",
    data: isPanic ? { ...data, error: { message } } : data,
  };
}
