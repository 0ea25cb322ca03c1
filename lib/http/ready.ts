import { setTimeout as sleep } from "node:timers/promises";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isStopping } from "@/lib/shutdown";

/** Time that the database has to answer, because a health check must be answered soon. */
const TIMEOUT_MS = 2_000;
/** The query in progress. Concurrent checks share it, because a slow database has no connections to spare. */
let probe: Promise<unknown> | null = null;

/**
 * Resolves when this process can serve requests.
 *
 * @throws AppError `unavailable` when the database does not answer in time, or this process is stopping; the
 *   error of the database when its query fails
 */
export async function requireReady(): Promise<void> {
  if (isStopping()) throw new AppError("unavailable");
  const late = sleep(TIMEOUT_MS, "late", { ref: false });
  probe ??= prisma.$queryRaw`SELECT 1`.finally(() => {
    probe = null;
  });
  const answer = await Promise.race([probe, late]);
  if (answer === "late") throw new AppError("unavailable");
}
