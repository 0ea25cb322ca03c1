import { lockFreeUserRows } from "@/lib/actors/lock-user-rows";
import { prisma, type Transaction } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { publish } from "@/lib/live/hints";
import { revokeSessionsOf } from "@/lib/sessions/revocation/revoke-sessions-of";
import type { Admin } from "@/lib/viewer";

/** Users whose sessions end in one transaction. */
export interface Slice {
  userIds: string[];
  /** Ids of the only sessions to end; by default all sessions of the users. */
  onlyIds?: string[];
}

/**
 * After so many failed transactions no other is tried. A user who stays locked costs a full timeout each
 * time, and an unavailable database answers none.
 */
const MAX_FAILED = 2;

/**
 * Ends sessions slice by slice, each in its own transaction. The first pass skips users whom another
 * transaction has locked; the second pass waits for these, one by one. A slice that fails leaves the others
 * as they are.
 *
 * @returns how many sessions ended, and whether all slices succeeded
 * @throws AppError `forbidden` when the administrator may no longer act; an error of the database when a
 *   transaction failed and no session ended
 */
export async function endInSlices(
  admin: Admin,
  slices: Slice[],
  note: string | null | undefined,
): Promise<{ ended: number; complete: boolean }> {
  let ended = 0;
  const failed: unknown[] = [];
  const held = new Map<string, Slice>();

  async function attempt(end: (tx: Transaction) => Promise<string[]>): Promise<void> {
    if (failed.length === MAX_FAILED) return;
    try {
      const done = await prisma.$transaction(end);
      // The database sends the same hints, but not while the listener is disconnected.
      for (const sessionId of done) publish({ kind: "ended", sessionId });
      ended += done.length;
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      failed.push(error);
    }
  }

  for (const { userIds, onlyIds } of slices)
    await attempt(async (tx) => {
      const free = new Set(await lockFreeUserRows(tx, userIds));
      for (const userId of userIds) if (!free.has(userId)) held.set(userId, { userIds: [userId], onlyIds });
      return revokeSessionsOf(tx, admin, [...free], { note, onlyIds });
    });
  for (const { userIds, onlyIds } of held.values())
    await attempt((tx) => revokeSessionsOf(tx, admin, userIds, { note, onlyIds }));
  if (ended === 0 && failed.length > 0) throw failed[0];
  return { ended, complete: failed.length === 0 };
}
