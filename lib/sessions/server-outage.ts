import { Prisma, prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { describeBug, log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { type Outage, RETURN_WINDOW_MS } from "@/lib/sessions/limits";

interface LastOutage {
  /** Since when the latest of those who are silent was heard, when this process began to listen; null: nobody missed it. */
  unheardMs: number | null;
  /** When it began to, on its own steady clock. */
  backAt: number;
}

const last = processWide<LastOutage>("outage", () => ({ unheardMs: null, backAt: 0 }));

/** To be called before the first request. While the database can't say how long the server was away, it was for as long as can matter. */
export async function noteReturn(): Promise<void> {
  const unheardMs = await readUnheardMs().catch((error: unknown) => {
    log.warn({ event: "outage.unknown", ...describeBug(error) });
    return env().sessionMaxAgeMs;
  });
  Object.assign(last, { unheardMs, backAt: performance.now() });
}

/** The outage that this process came back from. */
export function lastOutage(): Outage | null {
  const { unheardMs, backAt } = last;
  return unheardMs === null ? null : { unheardMs, listeningMs: performance.now() - backAt };
}

/**
 * For how long the server could not have heard of those who are silent now. Whoever reported within the window is not waited for, and says
 * nothing of the others: a process that starts soon after another, or beside it, waits for the same tabs. Where nobody is silent
 * nobody is waited for.
 */
async function readUnheardMs(): Promise<number | null> {
  const [row] = await prisma.$queryRaw<[{ unheardMs: number | null }]>(Prisma.sql`
    SELECT GREATEST(0, extract(epoch FROM clock_timestamp() - max(last_contact_at)) * 1000)::float8 AS "unheardMs"
    FROM user_session
    WHERE logout_time IS NULL AND last_contact_at < clock_timestamp() - ${RETURN_WINDOW_MS} * interval '1 ms'
    HAVING count(*) > 0`);
  return row?.unheardMs ?? null;
}
