import { readFileSync } from "node:fs";
import path from "node:path";
// Relative: prisma.config.ts is loaded without the project's import alias.
import { findSecret } from "../../secrets";

export const EMBEDDED_USER = "konekte";
export const EMBEDDED_DATABASE = "konekte";

/**
 * The embedded server's folder. From the environment itself rather than `env()`: Prisma's command line needs it too,
 * and should not refuse to work over a setting of the server.
 */
export function embeddedFolder(): string {
  return path.resolve(process.env.DATA_DIR || ".data", "postgres");
}

/** What the embedded server keeps under its folder. */
export function layOut(folder: string) {
  const home = path.resolve(folder);
  return {
    home,
    /** PostgreSQL's own data folder. */
    cluster: path.join(home, "cluster"),
    /** A cluster in the making: becomes `cluster` by a rename, so that a half-made one is never used. */
    draft: path.join(home, "cluster.new"),
    log: path.join(home, "cluster", "server.log"),
    password: path.join(home, "password"),
    port: path.join(home, "port"),
    lock: path.join(home, "lock"),
  };
}

export type EmbeddedLayout = ReturnType<typeof layOut>;

export function embeddedUrl(port: number, password: string, database = EMBEDDED_DATABASE): string {
  return `postgresql://${EMBEDDED_USER}:${password}@127.0.0.1:${port}/${database}`;
}

/** The address of another database on the same server. */
export function onDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

/** Stands for an embedded database that was never started: the host says so wherever the address is shown. */
export const NO_ADDRESS_YET = `postgresql://${EMBEDDED_USER}@embedded/${EMBEDDED_DATABASE}`;

/** Where the embedded database is or was last; starts and makes nothing. */
export function lastEmbeddedUrl(folder: string): string {
  const { password, port } = layOut(folder);
  const secret = findSecret(password);
  const remembered = findPort(port);
  return secret && remembered ? embeddedUrl(remembered, secret) : NO_ADDRESS_YET;
}

/** The remembered port, so that addresses stay the same from one start to the next. */
export function findPort(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || null;
  } catch {
    return null;
  }
}
