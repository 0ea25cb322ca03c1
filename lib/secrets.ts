import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { errorCode } from "./error-code";

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
  // Written aside and then linked: another process sees no secret or a whole one, and the first one wins.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(SECRET_BYTES).toString("base64url")}\n`, {
    mode: 0o600,
    flush: true,
  });
  try {
    await link(draft, file);
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
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
