import { readFileSync } from "node:fs";
import path from "node:path";
// A relative path, because prisma.config.ts is loaded without the project's import alias.
import { findSecret } from "../../secrets";

/** The superuser of the embedded server. It owns the databases and their tables; requests never use it. */
export const EMBEDDED_OWNER = "konekte";
/** The role of the embedded server that serves requests, with the rights of `lib/db/runtime-rights.ts`. */
export const EMBEDDED_RUNTIME = "konekte_app";
/** The product's database on the embedded server. */
export const EMBEDDED_DATABASE = "konekte";

/**
 * Returns the folder of the embedded server: `postgres` in DATA_DIR. It reads DATA_DIR itself instead of by
 * `env()`, because Prisma's command line uses it too and must not fail over another, invalid setting.
 */
export function embeddedFolder(): string {
  return path.resolve(process.env.DATA_DIR || ".data", "postgres");
}

/** Returns the paths in the folder of an embedded server, all absolute. */
export function layOut(folder: string) {
  const home = path.resolve(folder);
  return {
    home,
    /** PostgreSQL's data folder. */
    cluster: path.join(home, "cluster"),
    /** A new data folder until it is complete. A rename makes it `cluster`, so no partial one is used. */
    draft: path.join(home, "cluster.new"),
    /** The server's log. */
    log: path.join(home, "cluster", "server.log"),
    /** File with the password of the superuser. */
    password: path.join(home, "password"),
    /** File with the password of the role that serves requests. */
    runtimePassword: path.join(home, "app-password"),
    /** File with the port of the last start. */
    port: path.join(home, "port"),
    /** Lock file of `withLock`. */
    lock: path.join(home, "lock"),
  };
}

export type EmbeddedLayout = ReturnType<typeof layOut>;

/** A role of the embedded server. */
export interface EmbeddedRole {
  name: typeof EMBEDDED_OWNER | typeof EMBEDDED_RUNTIME;
  /** base64url, as `readOrMakeSecret` returns it: it is not escaped in addresses */
  password: string;
}

/** Returns the address of a database on the embedded server. */
export function embeddedUrl(port: number, role: EmbeddedRole, database = EMBEDDED_DATABASE): string {
  return `postgresql://${role.name}:${role.password}@127.0.0.1:${port}/${database}`;
}

/** Returns the address of another database on the same server, for the same role. */
export function urlOfDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

/** Address of an embedded database that was never started. Its host shows this in Prisma's output. */
export const NO_ADDRESS_YET = `postgresql://${EMBEDDED_OWNER}@embedded/${EMBEDDED_DATABASE}`;

/**
 * Returns the last known address of the embedded database for its owner, and {@link NO_ADDRESS_YET} before
 * the first start. It starts no server and writes no file.
 *
 * @param folder - the folder of the embedded server
 */
export function lastEmbeddedUrl(folder: string): string {
  const { password, port } = layOut(folder);
  const secret = findSecret(password);
  const remembered = findPort(port);
  if (!secret || !remembered) return NO_ADDRESS_YET;
  return embeddedUrl(remembered, { name: EMBEDDED_OWNER, password: secret });
}

/** Reads the port of the last start; null when there is no such file or it holds no port. */
export function findPort(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || null;
  } catch {
    return null;
  }
}
