import { MustWait } from "@/lib/auth/sign-in/try-later";
import type { Transaction } from "@/lib/db/client";
import { countRefused } from "@/lib/refused-requests";

/**
 * Limits of the sign-ins of one user with the right password, because each adds a session and two events that
 * nobody can delete. Sixty in ten minutes: some offices share one account, and everybody arrives at eight.
 * Five hundred in a day are one every three minutes, by day and night: a script, and half a megabyte.
 */
const RATES = [
  { most: 60, withinMs: 10 * 60_000 },
  { most: 500, withinMs: 24 * 3_600_000 },
];

/**
 * Refuses a sign-in of a user who has signed in too often: while the sixtieth newest session is younger than
 * ten minutes, and so on. Each limit is one read of the index of the user's sessions.
 *
 * @param tx - has locked the user's row, so that concurrent sign-ins count each other
 * @param now - by the database's clock
 * @throws MustWait
 */
export async function requireSignInRate(tx: Transaction, userId: string, now: Date): Promise<void> {
  for (const { most, withinMs } of RATES) {
    const nth = await tx.userSession.findFirst({
      where: { userId },
      orderBy: [{ loginTime: "desc" }, { id: "desc" }],
      skip: most - 1,
      select: { loginTime: true },
    });
    if (!nth) return; // fewer sessions than this limit, and so than the next
    const waitMs = nth.loginTime.getTime() + withinMs - now.getTime();
    if (waitMs <= 0) continue;
    countRefused("limit");
    throw new MustWait(Math.min(waitMs, withinMs));
  }
}
