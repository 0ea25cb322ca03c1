import { Prisma, prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { describeBug, log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { RETURN_WINDOW_MS, type ServerOutage } from "@/lib/sessions/limits";

interface LastOutage {
  /** {@link ServerOutage.silentMs}; null: no session was silent at the start. */
  silentMs: number | null;
  /** Start of this process: `performance.now()`, a clock that no correction of the system time moves. */
  startedAt: number;
}

const last = processWide<LastOutage>("outage", () => ({ silentMs: null, startedAt: 0 }));

/**
 * Measures the outage that ends with the start of this process. Must be called once, before the first
 * request.
 *
 * When the database does not answer, the outage counts as long as the maximum age of a session. So no session
 * ends as idle only because the length of the outage is unknown.
 */
export async function measureOutage(): Promise<void> {
  const silentMs = await readSilentMs().catch((error: unknown) => {
    log.warn({ event: "outage.unknown", ...describeBug(error) });
    return env().sessionMaxAgeMs;
  });
  last.silentMs = silentMs;
  last.startedAt = performance.now();
}

/**
 * Returns the outage that ended with the start of this process.
 *
 * @returns null when no session was silent at the start, and until {@link measureOutage} is done
 */
export function lastOutage(): ServerOutage | null {
  const { silentMs, startedAt } = last;
  return silentMs === null ? null : { silentMs, sinceStartMs: performance.now() - startedAt };
}

/**
 * Reads for how long the server has received no contact of any silent session. A session is silent when its
 * end is not written and its last contact is older than {@link RETURN_WINDOW_MS}.
 *
 * Sessions with a later contact are left out, because they prove nothing about the silent ones: their tabs
 * may have reported to another process, which runs beside this one or stopped a moment ago. So both processes
 * measure the same outage and wait for the same tabs.
 *
 * @returns milliseconds; null when no session is silent
 */
async function readSilentMs(): Promise<number | null> {
  const [row] = await prisma.$queryRaw<[{ silentMs: number | null }]>(Prisma.sql`
    SELECT GREATEST(0, extract(epoch FROM clock_timestamp() - max(last_contact_at)) * 1000)::float8 AS "silentMs"
    FROM user_session
    WHERE logout_time IS NULL AND last_contact_at < clock_timestamp() - ${RETURN_WINDOW_MS} * interval '1 ms'
    HAVING count(*) > 0`);
  return row?.silentMs ?? null;
}
