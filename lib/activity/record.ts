import type { ActivityEvent } from "@/lib/activity/events";
import { Prisma, type Transaction } from "@/lib/db/client";

/** Adds events to the record, in the transaction of what they record: both are kept, or neither. One statement, however many. */
export async function recordActivity(tx: Transaction, ...events: ActivityEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO activity_event (type, at, actor_id, subject_id, session_id, data)
    SELECT type, at, "actorId", "subjectId", "sessionId", data
    FROM json_to_recordset(${JSON.stringify(events)}::json)
      AS e (type text, at timestamptz, "actorId" uuid, "subjectId" uuid, "sessionId" uuid, data jsonb)`);
}
