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
import { codesUntil, issueCodes } from "@/lib/users/issue-codes";
import type { IssuedCode } from "@/lib/users/issued-code";
import { usernameKey } from "@/lib/users/username";
import type { Admin, System } from "@/lib/viewer";

/** A user who was added, with the code to hand out. */
export interface ImportedUser extends IssuedCode {
  role: Role;
}

interface Options {
  /** Whether people who are there already may be changed. */
  update: boolean;
  /** How many people are written, as it goes. */
  onProgress?: (written: number) => void;
  /** Throws when the plan is not the one that was agreed to. */
  requireSame?: (plan: LinePlan[]) => void;
  /** Keeps the codes before anything is final: when it fails, nobody was added. */
  beforeCommit?: (imported: ImportedUser[]) => Promise<void>;
}

export interface Imported {
  plan: LinePlan[];
  /** Null when a line is wrong: then nothing was done. */
  imported: ImportedUser[] | null;
  /** When the codes of those who were imported are worth nothing any more. */
  codesUntil: Date;
}

/** 100 000 people take some twenty seconds. */
const TIMEOUT_MS = 180_000;
/** How many usernames are looked up at once. */
const SLICE = 10_000;

/** What the lines of a file would do; changes nothing. */
export async function planUsers(
  by: Admin | System,
  lines: CsvLine[],
  { update }: { update: boolean },
): Promise<LinePlan[]> {
  await requireStillAllowed(prisma, by);
  return planImport(lines, await findKnown(prisma, lines), { update });
}

/**
 * Does what the lines of a file say, all or nothing, in one transaction: a process that is killed meanwhile has added nobody. What they
 * mean is decided within it, so nothing is done that has changed since.
 *
 * @throws AppError `conflict` with its `reason`: `import_running`, or one of {@link changeUsers} and {@link addUsers}
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
      const plan = planImport(lines, await findKnown(tx, lines), { update });
      requireSame?.(plan);
      if (plan.some(({ kind }) => kind === "wrong"))
        return { plan, imported: null, codesUntil: codesUntil(at) };
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
        line.kind === "new" ? [{ ...line.person, passwordHash: null }] : [],
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
      return { plan, imported: imported, codesUntil: codesUntil(at) };
    },
    { timeout: TIMEOUT_MS },
  );
}

/** Who comes second is told, instead of waiting for the first and finding everything otherwise. */
async function lockImport(tx: Transaction): Promise<void> {
  if (!(await tryLock(tx, "import"))) throw new AppError("conflict", { reason: "import_running" });
}

async function findKnown(tx: Transaction, lines: CsvLine[]): Promise<Map<string, KnownUser>> {
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

/** PostgreSQL takes no NUL and no half of a letter, and nobody has such a name. */
function isKey(key: string): boolean {
  return /^[^\p{Cc}\p{Cs}]+$/u.test(key);
}
