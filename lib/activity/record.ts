import type { ActivityEvent } from "@/lib/activity/events";
import type { Transaction } from "@/lib/db/client";

/** Adds events to the record, in the transaction of what they record: both are kept, or neither. */
export async function recordActivity(tx: Transaction, ...events: ActivityEvent[]): Promise<void> {
  if (events.length > 0) await tx.activityEvent.createMany({ data: events });
}
