import { setTimeout as sleep } from "node:timers/promises";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isStopping } from "@/lib/shutdown";

/** Who asks wants to know soon. */
const PATIENCE_MS = 2_000;
/** However many ask, one question is under way: a slow database has no connections to spare. */
let probe: Promise<unknown> | null = null;

/** @throws AppError `unavailable` when the database does not answer in time, or this process is stopping */
export async function requireReady(): Promise<void> {
  if (isStopping()) throw new AppError("unavailable");
  const late = sleep(PATIENCE_MS, "late", { ref: false });
  probe ??= prisma.$queryRaw`SELECT 1`.finally(() => {
    probe = null;
  });
  const answer = await Promise.race([probe, late]);
  if (answer === "late") throw new AppError("unavailable");
}
