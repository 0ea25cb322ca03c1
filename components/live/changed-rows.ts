/** Row key → what it said. */
export type RowSigns = ReadonlyMap<string, string>;

/** Keys of rows that are new or say something else than before. */
export function changedRows(before: RowSigns, after: RowSigns): Set<string> {
  const changed = new Set<string>();
  for (const [key, sign] of after) if (before.get(key) !== sign) changed.add(key);
  return changed;
}
