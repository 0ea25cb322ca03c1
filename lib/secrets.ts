import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { errorCode } from "./error-code";
import { writeDurable } from "./write-durable";

const SECRET_BYTES = 32;

/**
 * Returns a random secret. Makes it at the first call and keeps it in a file of its own that only its owner
 * can read. Each secret has its own file, so that replacing the key of the cookies never loses access to
 * the database.
 */
export async function readOrMakeSecret(file: string): Promise<string> {
  const kept = await readKept(file);
  if (kept) return kept;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o711 });
  // Another process sees either no file or a complete one. When both write, the first file stays.
  await writeDurable(file, "first", (write) => write(`${randomBytes(SECRET_BYTES).toString("base64url")}\n`));
  return (await readFile(file, "utf8")).trim();
}

/**
 * Reads a secret without making one.
 *
 * @returns null when it does not exist
 */
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
