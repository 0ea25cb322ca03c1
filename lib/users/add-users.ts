import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { Prisma, type Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { AccountFields } from "@/lib/users/account-fields";
import { usernameKey } from "@/lib/users/username";
import type { Admin, System } from "@/lib/viewer";

export interface NewUser extends AccountFields {
  /** From `hashPassword`; null: its owner chooses one with an activation code. */
  passwordHash: string | null;
}

export interface AddedUser {
  userId: string;
  username: string;
}

/** How many rows a statement writes: each stays far below the time that one may take. */
const SLICE = 5_000;

/**
 * Adds people, all or none, each with the activity event that says by whom.
 *
 * @param people - of checked fields (person-fields.ts), no two with one username
 * @param onAdded - how many are written, after each slice
 * @returns them in the same order
 * @throws AppError `conflict`, `taken`, when a username is somebody's, in whatever spelling
 */
export async function addUsers(
  tx: Transaction,
  by: Admin | System,
  people: NewUser[],
  at: Date,
  onAdded: (count: number) => void = () => {},
): Promise<AddedUser[]> {
  await requireStillAllowed(tx, by);
  await countLater(tx);
  const keyed = people.map((person) => ({ ...person, key: usernameKey(person.username) }));
  // In one order: of two who add the same people at once, one waits for the other instead of both in a circle.
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
  await countNow(tx, people);
  return keyed.map(({ key, username }) => ({ userId: idOf.get(key) ?? "", username }));
}

/**
 * The counts of people by role are changed once a statement, and held until the end: whoever changes several holds all of them first,
 * in their order, so that nobody waits in a circle.
 */
export async function lockCounts(tx: Transaction): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT role FROM user_count ORDER BY role FOR UPDATE`);
}

/**
 * The counts of people by role are changed once, at the end: whoever signs in for the first time changes them, too, and would wait for a
 * large file from its first line to its last.
 */
async function countLater(tx: Transaction): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT set_config('konekte.count_new_users', 'later', true)`);
}

async function countNow(tx: Transaction, people: NewUser[]): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT set_config('konekte.count_new_users', '', true)`);
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO user_count AS c (role, users, never)
    SELECT role::"Role", count(*), count(*) FROM unnest(${people.map(({ role }) => role)}::text[]) AS role
    GROUP BY role ORDER BY role::"Role" -- one order: no deadlock
    ON CONFLICT (role) DO UPDATE SET users = c.users + EXCLUDED.users, never = c.never + EXCLUDED.never`);
}

/** A username that is taken is left out of what comes back. */
function insert(tx: Transaction, people: (NewUser & { key: string })[], at: Date) {
  const rows = people.map(({ username, key, name, email, role, passwordHash }) => ({
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
