/** Places that one task takes: by key, the number of tasks that may have one at the same time. */
export type Places = Record<string, number>;

/**
 * Makes places that tasks take.
 *
 * @param taken - the number of tasks that have a place, by key
 * @returns a function that takes one place of each key, and returns the function that gives them back, once;
 *   or null, and takes none, when a key has no place left
 */
export function makePlaces(taken = new Map<string, number>()): (wanted: Places) => (() => void) | null {
  const count = (key: string) => taken.get(key) ?? 0;
  return (wanted) => {
    if (Object.entries(wanted).some(([key, limit]) => count(key) >= limit)) return null;
    const mine = new Set(Object.keys(wanted));
    for (const key of mine) taken.set(key, count(key) + 1);
    return () => {
      for (const key of mine) {
        if (count(key) > 1) taken.set(key, count(key) - 1);
        else taken.delete(key);
      }
      mine.clear();
    };
  };
}
