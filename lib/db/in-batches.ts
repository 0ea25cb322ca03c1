const BATCH = 1_000;

/**
 * Rows without an end, a batch at a time, each read after the last row of the one before: whoever walks through them holds one batch.
 *
 * @param readAfter - up to so many rows in an order that never changes, after one of them; null: from the first
 */
export async function* inBatches<Row>(
  readAfter: (last: Row | null, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row[], void, void> {
  for (let last: Row | null = null; ; ) {
    const batch: Row[] = await readAfter(last, BATCH);
    if (batch.length > 0) yield batch;
    if (batch.length < BATCH) return;
    last = batch.at(-1) ?? null;
  }
}
