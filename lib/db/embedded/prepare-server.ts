import type pg from "pg";
import { DatabaseFault } from "@/lib/db/database-fault";
import { EMBEDDED_DATABASE, type EmbeddedRole } from "@/lib/db/embedded/address";
import { connectTo, type RunningServer } from "@/lib/db/embedded/connect";

export interface EmbeddedRoles {
  owner: EmbeddedRole;
  runtime: EmbeddedRole;
}

/**
 * Prepares a running server, new or of an earlier version: verifies that it runs on this data folder, and
 * makes the product's database and the role that serves requests. The superuser's connection is closed then.
 *
 * @throws DatabaseFault `not_ours` when another server answers on this port
 */
export async function prepareServer(server: RunningServer, { owner, runtime }: EmbeddedRoles): Promise<void> {
  const client = await connectTo(server, owner, "konekte-prepare");
  try {
    await requireSameFolder(client, server);
    await ensureDatabase(client);
    await ensureRole(client, runtime);
  } finally {
    await client.end().catch(() => {});
  }
}

async function requireSameFolder(client: pg.Client, { port, cluster }: RunningServer): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
  if (rows[0]?.data_directory !== cluster)
    throw new DatabaseFault("not_ours", { port: String(port), folder: cluster });
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [
    EMBEDDED_DATABASE,
  ]);
  if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(EMBEDDED_DATABASE)}`);
}

/** Everything that a role can be allowed, taken away, except to connect. */
const ATTRIBUTES = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT -1";

/**
 * Makes the role, or sets it back to what it should be: its attributes, its password, no setting, no
 * membership. The file with the password decides, because a role may change its own password.
 */
async function ensureRole(client: pg.Client, { name, password }: EmbeddedRole): Promise<void> {
  const role = client.escapeIdentifier(name);
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  if (!rowCount) await client.query(`CREATE ROLE ${role}`);
  await client.query(`ALTER ROLE ${role} WITH ${ATTRIBUTES} PASSWORD ${client.escapeLiteral(password)}`);
  await client.query(`ALTER ROLE ${role} RESET ALL`);
  const { rows } = await client.query<{ membership: string }>(
    "SELECT roleid::regrole::text AS membership FROM pg_auth_members WHERE member = $1::regrole",
    [role],
  );
  for (const { membership } of rows) await client.query(`REVOKE ${membership} FROM ${role}`);
}
