import type { ActivityEvent } from "@/lib/activity/events";
import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { lockUsers } from "@/lib/actors/lock-users";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { AppError } from "@/lib/errors";
import { endSessionsOf } from "@/lib/sessions/lifecycle/end-sessions-of";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import type { AccountFields } from "@/lib/users/account-fields";
import { lockCounts } from "@/lib/users/add-users";
import { lockAdministrators, requireAdministratorLeft } from "@/lib/users/administrators";
import { usernameKey } from "@/lib/users/username";
import type { Admin, System } from "@/lib/viewer";

export interface UserChange {
  userId: string;
  /** The version that the change was made from; left out, the change is made to whatever stands there. */
  version?: number;
  /** Checked fields; what is left out stays. */
  fields: Partial<AccountFields>;
}

interface StoredUser extends AccountFields {
  userId: string;
  version: number;
}

interface Difference {
  stored: StoredUser;
  after: Partial<AccountFields>;
}

/** How many rows a statement reads or writes: each stays far below the time that one may take. */
const SLICE = 5_000;

/**
 * Changes what is said of people, all or none, each with its activity events. Whose role changes is signed out, in the same transaction.
 *
 * @returns who was changed: whoever is as wanted already is left alone
 * @throws AppError `conflict` with its `reason`: `changed` (somebody else did, after `version`), `taken` (a username),
 *   `last_administrator`; `not_found`
 */
export async function changeUsers(
  tx: Transaction,
  by: Admin | System,
  changes: UserChange[],
): Promise<string[]> {
  const userIds = changes.map(({ userId }) => userId);
  const roles = changes.some(({ fields }) => fields.role !== undefined);
  if (roles) await lockAdministrators(tx);
  await lockUsers(tx, userIds);
  await requireStillAllowed(tx, by);
  if (roles) await lockCounts(tx);
  const stored = await readUsers(tx, userIds);
  const differences = changes.map((change) => differenceOf(change, stored.get(change.userId)));
  const wanted = differences.filter(({ after }) => Object.keys(after).length > 0);
  const at = await databaseNow(tx);
  for (let from = 0; from < wanted.length; from += SLICE) {
    const slice = wanted.slice(from, from + SLICE);
    await write(tx, slice);
    await recordActivity(tx, ...slice.flatMap((difference) => eventsOf(difference, by, at)));
  }
  await endForNewRoles(tx, by, wanted, at);
  return wanted.map(({ stored: { userId } }) => userId);
}

async function readUsers(tx: Transaction, userIds: string[]): Promise<Map<string, StoredUser>> {
  const users = await tx.$queryRaw<StoredUser[]>(Prisma.sql`
    SELECT id AS "userId", version, username, name, role, email FROM app_user WHERE id = ANY(${userIds}::uuid[])`);
  return new Map(users.map((user) => [user.userId, user]));
}

function differenceOf({ version, fields }: UserChange, stored: StoredUser | undefined): Difference {
  if (!stored) throw new AppError("not_found");
  if (version !== undefined && version !== stored.version)
    throw new AppError("conflict", { reason: "changed" });
  const after: Partial<AccountFields> = {};
  if (fields.username !== undefined && fields.username !== stored.username) after.username = fields.username;
  if (fields.name !== undefined && fields.name !== stored.name) after.name = fields.name;
  if (fields.email !== undefined && fields.email !== stored.email) after.email = fields.email;
  if (fields.role !== undefined && fields.role !== stored.role) after.role = fields.role;
  return { stored, after };
}

async function write(tx: Transaction, differences: Difference[]): Promise<void> {
  const rows = differences.map(({ stored, after }) => {
    const { userId: id, username, name, email, role } = { ...stored, ...after };
    return { id, username, key: usernameKey(username), name, email, role };
  });
  await tx
    .$executeRaw(
      Prisma.sql`
      UPDATE app_user AS u
      SET username = r.username, username_key = r.key, name = r.name, email = r.email, role = r.role::"Role", version = version + 1
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r (id uuid, username text, key text, name text, email text, role text)
      WHERE u.id = r.id`,
    )
    .catch(refuseTakenUsername);
}

/** 23505: a unique index, and the only one of these columns is that of the usernames. */
function refuseTakenUsername(error: unknown): never {
  const taken =
    error instanceof Prisma.PrismaClientKnownRequestError &&
    (error.code === "P2002" || (error.code === "P2010" && error.message.includes("23505")));
  throw taken ? new AppError("conflict", { reason: "taken" }) : error;
}

function eventsOf({ stored, after }: Difference, by: Admin | System, at: Date): ActivityEvent[] {
  const { role, ...person } = after;
  const circumstances = { at, ...actorOf(by), subjectId: stored.userId };
  const events: ActivityEvent[] = [];
  if (Object.keys(person).length > 0) {
    const before = Object.fromEntries(
      Object.entries(stored).filter(([field]) => Object.hasOwn(person, field)),
    );
    events.push({ ...circumstances, type: "user.changed", data: { before, after: person } });
  }
  if (role) {
    const data = { before: { role: stored.role }, after: { role } };
    events.push({ ...circumstances, type: "user.role_changed", data });
  }
  return events;
}

async function endForNewRoles(
  tx: Transaction,
  by: Admin | System,
  differences: Difference[],
  at: Date,
): Promise<void> {
  const moved = differences.filter(({ after }) => after.role !== undefined);
  if (moved.length === 0) return;
  if (moved.some(({ stored }) => stored.role === "ADMIN")) await requireAdministratorLeft(tx);
  const userIds = moved.map(({ stored: { userId } }) => userId);
  await endSessionsOf(tx, userIds, { reason: "ROLE_CHANGED", at, actorId: actorOf(by).actorId });
}
