import { AppError } from "@/lib/errors";

/** Far more keys than arrive between two lookups. When more wait, something is wrong. */
const MAX_BATCH = 20_000;

/** Result of a lookup: a set of the keys that match, or a map from them to more data. */
interface Matches<Key> {
  has(key: Key): boolean;
}

interface Batch<Key> {
  /** By id: callers with the same id share a place, so that one user can't fill the batch. */
  keys: Map<string, Key>;
  matches: Promise<Matches<Key>>;
}

/**
 * Makes a lookup that answers many callers with one query. All calls that arrive while a lookup runs, or
 * during the pause after it, share the next one. So each caller gets a result that was read after its call,
 * at most one lookup runs at a time, and a lone caller does not wait.
 *
 * @param lookUp - returns the keys of a batch that match
 * @param idOf - returns the same id for keys with the same result
 * @param pause - resolves when the pause between two lookups is over
 * @returns a function that resolves to whether its key matches. It rejects with the error of `lookUp`, and
 *   with AppError `unavailable` when too many keys wait
 */
export function batchLookup<Key>(
  lookUp: (keys: Key[]) => Promise<Matches<Key>>,
  idOf: (key: Key) => string,
  pause: () => Promise<unknown>,
): (key: Key) => Promise<boolean> {
  let next: Batch<Key> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  function openBatch(): Batch<Key> {
    const keys = new Map<string, Key>();
    const matches = turn.then(() => {
      next = null;
      return lookUp([...keys.values()]);
    });
    turn = matches.catch(() => {}).then(pause); // the callers of the batch get the error
    return { keys, matches };
  }

  return async (key) => {
    next ??= openBatch();
    const { keys, matches } = next;
    const id = idOf(key);
    if (!keys.has(id) && keys.size >= MAX_BATCH) throw new AppError("unavailable");
    const shared = keys.get(id) ?? key;
    keys.set(id, shared);
    return (await matches).has(shared);
  };
}
