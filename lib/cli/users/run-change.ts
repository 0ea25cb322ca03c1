import { prisma, type Transaction } from "@/lib/db/client";

class DryRun extends Error {}

/**
 * Runs the work in one transaction. A dry run does the same work and rolls it back, so that it reports
 * exactly what a real run would do.
 */
export async function runChange<T>(
  dryRun: true | undefined,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const outcomes: T[] = [];
  await prisma
    .$transaction(async (tx) => {
      outcomes.push(await work(tx));
      if (dryRun) throw new DryRun();
    })
    .catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error;
    });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("the transaction returned nothing");
  return outcome;
}
