import { recordActivity } from "@/lib/activity/record";
import { tryLock } from "@/lib/db/advisory-locks";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import type { Retention } from "@/lib/sessions/maintenance/retention";
import type { System } from "@/lib/viewer";

const BATCH = 500;
const MAX_BATCHES = 20;

interface Batch {
  due: number;
  anonymised: number;
}

/** Result while another instance holds the lock: more may be due, and nothing was done. */
const ANOTHER_INSTANCE: Batch = { due: BATCH, anonymised: 0 };

interface Anonymised {
  sessions: number;
  /**
   * True when nothing due is left. False when there is more, when a user is locked, or when another instance
   * is at work.
   */
  complete: boolean;
}

/**
 * Removes addresses and agents from sessions that ended before `retention.before`, oldest ending first. The
 * sessions with their times stay. Works in batches, each in a transaction with its event.
 *
 * Every instance may call it at any time: an advisory lock lets one work, and the others return without
 * waiting.
 */
export async function anonymiseSessions(
  _system: System,
  retention: Retention,
  now: Date,
): Promise<Anonymised> {
  let sessions = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const { due, anonymised } = await prisma.$transaction((tx) => anonymiseBatch(tx, retention, now));
    sessions += anonymised;
    if (due < BATCH || anonymised === 0) return { sessions, complete: anonymised === due };
  }
  return { sessions, complete: false };
}

async function anonymiseBatch(tx: Transaction, { before }: Retention, now: Date): Promise<Batch> {
  if (!(await tryLock(tx, "retention"))) return ANOTHER_INSTANCE;
  const [batch] = await tx.$queryRaw<[Batch]>(Prisma.sql`
    WITH due AS MATERIALIZED (${dueSessions(before)}), free_user AS (
      -- Locks users before sessions, like every transaction. A locked user is left to a later call.
      SELECT id FROM app_user WHERE id IN (SELECT user_id FROM due) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
    ), done AS (
      UPDATE user_session AS s
      SET ip_address = NULL, first_ip_address = NULL, user_agent = NULL, first_user_agent = NULL,
        anonymised_at = ${now}
      FROM due JOIN free_user ON free_user.id = due.user_id
      WHERE s.id = due.id AND s.logout_time < ${before} AND s.anonymised_at IS NULL
      RETURNING s.id
    )
    SELECT (SELECT count(*) FROM due)::int AS due, (SELECT count(*) FROM done)::int AS anonymised`);
  if (batch.anonymised > 0) await recordBatch(tx, batch.anonymised, before, now);
  return batch;
}

/** Builds the query for one batch of due sessions. Exported for the test that reads its plan. */
export function dueSessions(before: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT id, user_id FROM user_session
    WHERE logout_time < ${before} AND anonymised_at IS NULL ORDER BY logout_time LIMIT ${BATCH}`;
}

async function recordBatch(tx: Transaction, sessions: number, before: Date, at: Date): Promise<void> {
  await recordActivity(tx, {
    type: "sessions.anonymised",
    at,
    actorId: null,
    subjectId: null,
    sessionId: null,
    data: { sessions, before: before.toISOString() },
  });
}
