import type { ActivityEvent } from "@/lib/activity/events";
import { Prisma, type Transaction } from "@/lib/db/client";

/**
 * Records events with one statement, in the transaction of the change itself, so that either both are
 * committed or none is.
 */
export async function recordActivity(tx: Transaction, ...events: ActivityEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO activity_event (type, at, actor_id, subject_id, session_id, data)
    SELECT type, at, "actorId", "subjectId", "sessionId", data
    FROM json_to_recordset(${JSON.stringify(events)}::json)
      AS e (type text, at timestamptz, "actorId" uuid, "subjectId" uuid, "sessionId" uuid, data jsonb)`);
}
