import { lockFreeUsers } from "@/lib/actors/lock-users";
import { prisma, type Transaction } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { publish } from "@/lib/live/hints";
import { signOutUsers } from "@/lib/sessions/revocation/sign-out-users";
import type { Admin } from "@/lib/viewer";

/** People whose sessions end in one transaction. */
export interface Slice {
  userIds: string[];
  /** Of their sessions only these. */
  onlyIds?: string[];
}

/** Somebody whom others hold for long takes time from everybody; a database that is away answers nobody. */
const MAX_FAILED = 2;

/**
 * Ends sessions slice by slice: first those of everybody who is free, then of those whom somebody else held, one by one. A slice that fails keeps no other in.
 *
 * @returns how many ended, and whether all did
 * @throws an error of the database when it ended none and failed
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
      for (const sessionId of done) publish({ kind: "ended", sessionId }); // also while the database's hints don't come
      ended += done.length;
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      failed.push(error);
    }
  }

  for (const { userIds, onlyIds } of slices)
    await attempt(async (tx) => {
      const free = new Set(await lockFreeUsers(tx, userIds));
      for (const userId of userIds) if (!free.has(userId)) held.set(userId, { userIds: [userId], onlyIds });
      return signOutUsers(tx, admin, [...free], { note, onlyIds });
    });
  for (const { userIds, onlyIds } of held.values())
    await attempt((tx) => signOutUsers(tx, admin, userIds, { note, onlyIds }));
  if (ended === 0 && failed.length > 0) throw failed[0];
  return { ended, complete: failed.length === 0 };
}
