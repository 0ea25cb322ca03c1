import { Prisma } from "@/lib/db/client";
import { ACTIVE_WINDOW_MS, ONLINE_WINDOW_MS } from "@/lib/sessions/presence";

/** `presenceAt` of an open session, in SQL: whether the row `s` is online at `now`. */
export function isOnline(now: Date): Prisma.Sql {
  return Prisma.sql`(
    s.last_contact_at >= ${new Date(now.getTime() - ONLINE_WINDOW_MS)}
    AND s.last_activity_at >= ${new Date(now.getTime() - ACTIVE_WINDOW_MS)}
  )`;
}
