import type { ActivityEvent } from "@/lib/activity/events";
import { recordActivity } from "@/lib/activity/record";
import { actorOf } from "@/lib/actors/actor";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
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
  /** Version of the account that was edited; undefined: change it whatever its version. */
  version?: number;
  /** Checked fields; missing fields stay as they are. */
  fields: Partial<AccountFields>;
}

interface StoredUser extends AccountFields {
  userId: string;
  version: number;
}

interface Difference {
  stored: StoredUser;
  /** Only the fields that differ. */
  after: Partial<AccountFields>;
}

/** Number of rows of one writing statement, which keeps each far below the statement timeout. */
const SLICE = 5_000;

/**
 * Changes accounts, all or none, and records the changes. A new role ends the user's sessions in the same
 * transaction.
 *
 * @returns the ids of the changed users; users that have the wanted values already are left out
 * @throws AppError `conflict` with the `reason` `changed` (the account has another version), `taken` (the
 *   username exists) or `last_administrator`; `not_found`; `forbidden`
 */
export async function changeUsers(
  tx: Transaction,
  by: Admin | System,
  changes: UserChange[],
): Promise<string[]> {
  const userIds = changes.map(({ userId }) => userId);
  const roles = changes.some(({ fields }) => fields.role !== undefined);
  if (roles) await lockAdministrators(tx);
  await lockUserRows(tx, userIds);
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

/**
 * Turns a violated unique index (23505) into `taken`; throws other errors as they are. Among the written
 * columns, only the key of the username has a unique index.
 */
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

/** Ends the sessions of users whose role changes, and checks that an administrator is left. */
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
