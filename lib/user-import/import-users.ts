import { tryLock } from "@/lib/db/advisory-locks";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { requireStillAllowed } from "@/lib/sessions/still-allowed";
import { type KnownUser, type LinePlan, planImport } from "@/lib/user-import/plan";
import type { CsvLine } from "@/lib/user-import/read-csv";
import { addUsers } from "@/lib/users/add-users";
import { changeUsers } from "@/lib/users/change-users";
import { codeExpiryOf, issueCodes } from "@/lib/users/issue-codes";
import type { IssuedCode } from "@/lib/users/issued-code";
import { usernameKey } from "@/lib/users/username";
import type { Admin, System } from "@/lib/viewer";

/** An added user, with the activation code to hand out. */
export interface ImportedUser extends IssuedCode {
  role: Role;
}

interface Options {
  /** Whether existing users may be changed. */
  update: boolean;
  /** Called with the number of added users so far. */
  onProgress?: (written: number) => void;
  /** Throws when the plan differs from the one that the administrator confirmed. */
  requireSame?: (plan: LinePlan[]) => void;
  /** Stores the codes before the transaction commits. When it fails, no user is added. */
  beforeCommit?: (imported: ImportedUser[]) => Promise<void>;
}

export interface Imported {
  plan: LinePlan[];
  /** Added users in the order of the file; null when a line is wrong and nothing was changed. */
  imported: ImportedUser[] | null;
  /** Expiry of the codes of the added users. */
  codesUntil: Date;
}

/** Limit of the transaction. 100 000 users take about twenty seconds. */
const TIMEOUT_MS = 180_000;
/** Number of usernames in one batch lookup. */
const SLICE = 10_000;

/**
 * Plans what the lines of a file would change, without changing anything.
 *
 * @throws AppError `forbidden` when the administrator has lost access since the guard
 */
export async function planUsers(
  by: Admin | System,
  lines: CsvLine[],
  { update }: { update: boolean },
): Promise<LinePlan[]> {
  await requireStillAllowed(prisma, by);
  return planImport(lines, await listKnownUsers(prisma, lines), { update });
}

/**
 * Imports the lines of a file in one transaction: all or nothing, even when the process is killed. The plan
 * is made inside the transaction, so that it applies to the present users.
 *
 * @throws AppError `conflict` with the `reason` `import_running`, and as {@link changeUsers} and
 *   {@link addUsers}
 */
export async function importUsers(
  by: Admin | System,
  lines: CsvLine[],
  { update, onProgress, requireSame, beforeCommit }: Options,
): Promise<Imported> {
  return prisma.$transaction(
    async (tx) => {
      await lockImport(tx);
      const at = await databaseNow(tx);
      const plan = planImport(lines, await listKnownUsers(tx, lines), { update });
      requireSame?.(plan);
      if (plan.some(({ kind }) => kind === "wrong"))
        return { plan, imported: null, codesUntil: codeExpiryOf(at) };
      await changeUsers(
        tx,
        by,
        plan.flatMap((line) =>
          line.kind === "changed"
            ? [{ userId: line.known.userId, version: line.known.version, fields: line.fields }]
            : [],
        ),
      );
      const people = plan.flatMap((line) =>
        line.kind === "new" ? [{ ...line.account, passwordHash: null }] : [],
      );
      const added = await addUsers(tx, by, people, at, onProgress);
      const codes = await issueCodes(
        tx,
        added.map(({ userId }) => userId),
        at,
      );
      const imported = people.map(({ username, name, role }, index) => ({
        username,
        name,
        role,
        code: codes[index]?.code ?? "",
      }));
      await beforeCommit?.(imported);
      return { plan, imported, codesUntil: codeExpiryOf(at) };
    },
    { timeout: TIMEOUT_MS },
  );
}

/**
 * Rejects a second import at the same time. Waiting would be of no use, because the first import changes the
 * users on which the second was planned.
 */
async function lockImport(tx: Transaction): Promise<void> {
  if (!(await tryLock(tx, "import"))) throw new AppError("conflict", { reason: "import_running" });
}

/** @returns the users that the lines name, by the key of their username */
async function listKnownUsers(tx: Transaction, lines: CsvLine[]): Promise<Map<string, KnownUser>> {
  const keys = [...new Set(lines.map(({ typed }) => usernameKey(typed.username ?? "")))].filter(isKey);
  const known = new Map<string, KnownUser>();
  for (let from = 0; from < keys.length; from += SLICE) {
    const users = await tx.$queryRaw<(KnownUser & { key: string })[]>(Prisma.sql`
      SELECT id AS "userId", version, username, username_key AS key, name, role, email, disabled_at IS NOT NULL AS disabled
      FROM app_user WHERE username_key = ANY(${keys.slice(from, from + SLICE)}::text[])`);
    for (const { key, ...user } of users) known.set(key, user);
  }
  return known;
}

/** Returns whether a username can have this key. PostgreSQL rejects NUL and unpaired surrogates in text. */
function isKey(key: string): boolean {
  return /^[^\p{Cc}\p{Cs}]+$/u.test(key);
}
