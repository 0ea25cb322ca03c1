import { setTimeout as sleep } from "node:timers/promises";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isStopping } from "@/lib/shutdown";

/** Who asks wants to know soon. */
const PATIENCE_MS = 2_000;

/** @throws AppError `unavailable` when the database does not answer in time, or this process is stopping */
export async function requireReady(): Promise<void> {
  if (isStopping()) throw new AppError("unavailable");
  const late = sleep(PATIENCE_MS, "late", { ref: false });
  const answer = await Promise.race([prisma.$queryRaw`SELECT 1`, late]);
  if (answer === "late") throw new AppError("unavailable");
}
