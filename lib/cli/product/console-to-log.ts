import { stripVTControlCharacters, types } from "node:util";
import { log } from "@/lib/log";

/** Enough for a sentence of Next. Its text may hold a path or a header of an anonymous request. */
const MAX_MESSAGE_LENGTH = 300;
const LEVELS = {
  log: "info",
  info: "info",
  dir: "info",
  debug: "debug",
  trace: "debug",
  warn: "warn",
  error: "error",
} as const;

/**
 * Sends everything that Next and other packages write to the console to the log, so that each message is one
 * line of escaped JSON whatever a request contains. The same holds for warnings of Node.js. It applies
 * to the rest of the process, after our own lines about the start.
 */
export function logConsole(): void {
  for (const method of ["log", "info", "dir", "debug", "trace", "warn", "error"] as const) {
    console[method] = (...args: unknown[]) => {
      const content = describeArguments(args);
      if (content) log[LEVELS[method]]({ event: "console", ...content });
    };
  }
  process.removeAllListeners("warning"); // the one of Node.js prints to standard error
  process.on("warning", (warning) => log.warn({ event: "node.warning", ...describeError(warning) }));
}

/**
 * Describes the arguments of a call of the console. An error is described without its message and an object
 * without its content, because both may hold personal data.
 *
 * @returns null when there is nothing to say
 */
export function describeArguments(args: unknown[]): Record<string, unknown> | null {
  const text = args
    .filter((arg) => typeof arg === "string" || typeof arg === "number")
    .join(" ")
    .trim();
  const message = Array.from(stripVTControlCharacters(text)).slice(0, MAX_MESSAGE_LENGTH).join("");
  const error = args.find((arg) => types.isNativeError(arg) || arg instanceof Error);
  if (!message && !error) return null;
  return { ...(message ? { message } : {}), ...(error ? describeError(error) : {}) };
}

/** Describes an error, also of another realm, such as that of the middleware. */
function describeError(error: unknown): Record<string, unknown> {
  const read = (name: string) =>
    error instanceof Object || types.isNativeError(error) ? Reflect.get(error, name) : undefined;
  const frames = String(read("stack") ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "));
  return {
    name: read("name"),
    code: read("code"),
    digest: read("digest"), // the page shows it
    nextCode: read("__NEXT_ERROR_CODE"), // says which of Next's own errors it is
    stack: frames.join("\n"),
  };
}
