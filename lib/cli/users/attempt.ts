import { prisma, type Transaction } from "@/lib/db/client";

class TriedOnly extends Error {}

/**
 * Does what is asked in one transaction. As a dry run it does the very same, and takes it back: so what it says is what would happen.
 */
export async function attempt<T>(
  dryRun: true | undefined,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const outcomes: T[] = [];
  await prisma
    .$transaction(async (tx) => {
      outcomes.push(await work(tx));
      if (dryRun) throw new TriedOnly();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TriedOnly)) throw error;
    });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("a transaction without an outcome");
  return outcome;
}
