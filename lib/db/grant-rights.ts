import { readdir } from "node:fs/promises";
import pg from "pg";
import { ADVISORY_LOCKS } from "@/lib/db/advisory-locks";
import { DatabaseFault } from "@/lib/db/database-fault";
import { type HeldRight, listHeldRights, listOwnedObjects } from "@/lib/db/held-rights";
import { MIGRATIONS } from "@/lib/db/migrate";
import { CALLABLE_FUNCTIONS, TABLE_RIGHTS, USABLE_SEQUENCES } from "@/lib/db/runtime-rights";
import { errorCode } from "@/lib/error-code";

const INSUFFICIENT_PRIVILEGE = "42501";

/**
 * Gives a role exactly the rights of `runtime-rights.ts` on what is the product's in one database, and takes
 * from PUBLIC those that every role would have besides. It writes nothing when nothing is left to do, or when
 * a newer version of the product has migrated the database: its instances may need other rights.
 *
 * @param owner - a connection of the role that owns the tables
 * @throws DatabaseFault `not_owner` when that role may not grant them
 */
export async function grantRights(owner: pg.Client, role: string): Promise<void> {
  const declared = listDeclaredRights();
  if (isDone(await listHeldRights(owner, role), declared) || (await isNewer(owner))) return;
  const objects = await listOwnedObjects(owner);
  const { rows } = await owner.query<{ name: string }>("SELECT current_database() AS name");
  const database = pg.escapeIdentifier(rows[0]?.name ?? "");
  const grantee = pg.escapeIdentifier(role);
  const statements = [
    // Two instances that start at once must not grant at once: PostgreSQL would refuse one of them.
    `SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS.rights})`,
    ...objects.map((object) => `REVOKE ALL ON ${object} FROM PUBLIC, ${grantee}`),
    `REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${grantee}`,
    `REVOKE CREATE, TEMPORARY ON DATABASE ${database} FROM PUBLIC, ${grantee}`,
    ...declared.map((right) => `GRANT ${right} TO ${grantee}`),
  ];
  try {
    await owner.query(["BEGIN", ...statements, "COMMIT"].join(";\n"));
  } catch (cause) {
    throw errorCode(cause) === INSUFFICIENT_PRIVILEGE ? new DatabaseFault("not_owner", {}, { cause }) : cause;
  }
  // Where a role may grant nothing, PostgreSQL mostly warns instead of failing.
  if (!holdsAll(await listHeldRights(owner, role), declared)) throw new DatabaseFault("not_owner");
}

/**
 * Returns whether there is nothing to grant, and nothing to take away that this owner may take away. It may
 * not own the database, in which every role may have temporary tables.
 */
function isDone(held: HeldRight[], declared: string[]): boolean {
  const isExtra = ({ right, revocable }: HeldRight) => revocable && !declared.includes(right);
  return holdsAll(held, declared) && !held.some(isExtra);
}

function holdsAll(held: HeldRight[], declared: string[]): boolean {
  const rights = new Set(held.map(({ right }) => right));
  return declared.every((right) => rights.has(right));
}

/** Lists the rights of `runtime-rights.ts` in the form of {@link HeldRight}. */
function listDeclaredRights(): string[] {
  const onTables = Object.entries(TABLE_RIGHTS).flatMap(([table, { whole, change }]) => [
    ...whole.map((right) => `${right} ON TABLE ${table}`),
    ...change.map((column) => `UPDATE (${column}) ON TABLE ${table}`),
  ]);
  return [
    ...onTables,
    ...USABLE_SEQUENCES.map((name) => `USAGE ON SEQUENCE ${name}`),
    ...CALLABLE_FUNCTIONS.map((name) => `EXECUTE ON FUNCTION ${name}`),
  ];
}

/** Returns whether migrations were applied that this version of the product does not have. */
async function isNewer(owner: pg.Client): Promise<boolean> {
  const known = new Set(await readdir(MIGRATIONS));
  const { rows } = await owner.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return rows.some(({ name }) => !known.has(name));
}
