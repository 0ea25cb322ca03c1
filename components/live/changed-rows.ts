/** The content of each row as one comparable string, by row key. */
export type RowContents = ReadonlyMap<string, string>;

/** Returns the keys of rows that are new or whose content differs from `before`. */
export function changedRows(before: RowContents, after: RowContents): Set<string> {
  const changed = new Set<string>();
  for (const [key, sign] of after) if (before.get(key) !== sign) changed.add(key);
  return changed;
}
