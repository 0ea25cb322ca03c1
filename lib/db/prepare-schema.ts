import { grantRights } from "@/lib/db/grant-rights";
import { migrate } from "@/lib/db/migrate";
import { readRolePower } from "@/lib/db/role-power";
import { withConnection } from "@/lib/db/with-connection";

/** Addresses of one database. They are equal when one role does everything. */
export interface Addresses {
  /** For serving requests and for commands: a role that owns nothing. */
  url: string;
  /** For migrations, backups and restores: the role that owns the tables. */
  ownerUrl: string;
}

/**
 * Brings a database up to date: applies the pending migrations as its owner, then gives the other role its
 * rights.
 *
 * @returns how many migrations were applied
 * @throws DatabaseFault `migration_failed`, `not_owner`
 */
export async function prepareSchema(addresses: Addresses, signal?: AbortSignal): Promise<number> {
  const applied = await migrate(addresses.ownerUrl, signal);
  await ensureRights(addresses);
  return applied;
}

/**
 * Gives the role of `url` its rights in a database with all migrations; does nothing when it is the owner.
 *
 * @throws DatabaseFault `not_owner`
 */
export async function ensureRights({ url, ownerUrl }: Addresses): Promise<void> {
  if (url === ownerUrl) return;
  const { role } = await withConnection(url, readRolePower);
  await withConnection(ownerUrl, async (owner) => {
    const { role: itself } = await readRolePower(owner);
    // Taking its own rights from the owner would leave it without them.
    if (itself !== role) await grantRights(owner, role);
  });
}
