/** Number of rows in a batch. */
const BATCH = 1_000;

/**
 * Reads any number of rows in batches of 1000. Each batch begins after the last row of the previous one
 * (keyset pagination), so that only one batch is in memory.
 *
 * @param readAfter - reads up to `limit` rows after `last`, in an order that does not change; `last` is null
 *   for the first batch
 */
export async function* walkBatches<Row>(
  readAfter: (last: Row | null, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row[], void, void> {
  for (let last: Row | null = null; ; ) {
    const batch: Row[] = await readAfter(last, BATCH);
    if (batch.length > 0) yield batch;
    if (batch.length < BATCH) return;
    last = batch.at(-1) ?? null;
  }
}
