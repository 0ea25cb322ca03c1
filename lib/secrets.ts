import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { errorCode } from "./error-code";
import { writeDurable } from "./write-durable";

const SECRET_BYTES = 32;

/**
 * A random secret that is made once and kept in a file of its own, readable by its owner only.
 *
 * One file per secret: each lives as long as what it opens, so a new key for cookies never costs the database.
 */
export async function keptSecret(file: string): Promise<string> {
  const kept = await readKept(file);
  if (kept) return kept;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o711 });
  // Another process sees no secret or a whole one, and the first one wins.
  await writeDurable(file, "first", (write) => write(`${randomBytes(SECRET_BYTES).toString("base64url")}\n`));
  return (await readFile(file, "utf8")).trim();
}

/** The secret if there is one already; makes nothing. */
export function findSecret(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim() || null;
  } catch {
    return null;
  }
}

async function readKept(file: string): Promise<string | null> {
  try {
    return (await readFile(file, "utf8")).trim() || null;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
