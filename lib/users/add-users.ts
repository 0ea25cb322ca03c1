import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { Prisma, type Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { AccountFields } from "@/lib/users/account-fields";
import { usernameKey } from "@/lib/users/username";
import type { Admin, System } from "@/lib/viewer";

export interface NewUser extends AccountFields {
  /** Result of `hashPassword`; null: the user chooses a password with an activation code. */
  passwordHash: string | null;
}

export interface AddedUser {
  userId: string;
  username: string;
}

/** Number of rows of one statement, which keeps each far below the statement timeout. */
const SLICE = 5_000;

/**
 * Adds users, all or none. Each gets an activity event that names the actor.
 *
 * @param users - with checked fields (`checkAccount`), and without duplicate usernames
 * @param at - time of creation
 * @param onAdded - called after each slice with the number of users added so far
 * @returns the added users in the same order
 * @throws AppError `conflict` with the `reason` `taken` when a username exists in any spelling; `forbidden`
 */
export async function addUsers(
  tx: Transaction,
  by: Admin | System,
  users: NewUser[],
  at: Date,
  onAdded: (count: number) => void = () => {},
): Promise<AddedUser[]> {
  await requireStillAllowed(tx, by);
  await deferUserCounts(tx);
  const keyed = users.map((person) => ({ ...person, key: usernameKey(person.username) }));
  // Sorted, so that two transactions that add the same users can't deadlock.
  const ordered = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const idOf = new Map<string, string>();
  for (let from = 0; from < ordered.length; from += SLICE) {
    const slice = ordered.slice(from, from + SLICE);
    for (const { id, key } of await insert(tx, slice, at)) idOf.set(key, id);
    if (idOf.size < from + slice.length) throw new AppError("conflict", { reason: "taken" });
    const created = slice.map(({ key, username, name, role, email }) => ({
      type: "user.created" as const,
      at,
      ...actorOf(by),
      subjectId: idOf.get(key) ?? "",
      data: { username, name, role, email },
    }));
    await recordActivity(tx, ...created);
    onAdded(idOf.size);
  }
  await addToUserCounts(tx, users);
  return keyed.map(({ key, username }) => ({ userId: idOf.get(key) ?? "", username }));
}

/**
 * Locks the counts of users by role. Triggers change them with each statement, and the rows stay locked until
 * the transaction ends. A transaction that changes several roles locks all rows first and in order, to avoid
 * a deadlock.
 */
export async function lockCounts(tx: Transaction): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT role FROM user_count ORDER BY role FOR UPDATE`);
}

/**
 * Turns the counting trigger off for this transaction, which counts its users once at the end. A user who
 * signs in for the first time changes the counts too, and would otherwise wait until a large file is
 * imported.
 */
async function deferUserCounts(tx: Transaction): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT set_config('konekte.count_new_users', 'later', true)`);
}

/** Turns the counting trigger on again, and adds the new users to the counts. */
async function addToUserCounts(tx: Transaction, users: NewUser[]): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT set_config('konekte.count_new_users', '', true)`);
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO user_count AS c (role, users, never)
    SELECT role::"Role", count(*), count(*) FROM unnest(${users.map(({ role }) => role)}::text[]) AS role
    GROUP BY role ORDER BY role::"Role" -- the same order everywhere avoids deadlocks
    ON CONFLICT (role) DO UPDATE SET users = c.users + EXCLUDED.users, never = c.never + EXCLUDED.never`);
}

/** @returns the inserted users; without those whose username exists */
function insert(tx: Transaction, users: (NewUser & { key: string })[], at: Date) {
  const rows = users.map(({ username, key, name, email, role, passwordHash }) => ({
    username,
    key,
    name,
    email,
    role,
    password_hash: passwordHash,
  }));
  return tx.$queryRaw<{ id: string; key: string }[]>(Prisma.sql`
    INSERT INTO app_user (id, username, username_key, name, email, role, password_hash, created_at)
    SELECT gen_random_uuid(), username, key, name, email, role::"Role", password_hash, ${at}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (username text, key text, name text, email text, role text, password_hash text)
    ORDER BY key
    ON CONFLICT (username_key) DO NOTHING
    RETURNING id, username_key AS key`);
}
