"use client";
import { useEffect, useRef, useState } from "react";
import { changedRows, type RowContents } from "./changed-rows";

const MARKED_MS = 2000;
const NONE: ReadonlySet<string> = new Set();

/**
 * Returns the keys of rows that changed at the last update. The set is empty again after two seconds.
 *
 * @param read - returns the key and the content of a row; must be the same function at each render
 * @param shownFor - identifies the list: rows of another page or search are not changed rows
 */
export function useChangedRows<Row>(
  rows: Row[],
  read: (row: Row) => [string, string],
  shownFor = "",
): ReadonlySet<string> {
  const before = useRef<{ shownFor: string; signs: RowContents } | null>(null);
  const [changed, setChanged] = useState(NONE);

  useEffect(() => {
    const signs = new Map(rows.map(read));
    const comparable = before.current?.shownFor === shownFor ? before.current.signs : signs;
    before.current = { shownFor, signs };
    const keys = changedRows(comparable, signs);
    setChanged(keys.size > 0 ? keys : NONE);
    if (keys.size === 0) return;
    const timer = setTimeout(() => setChanged(NONE), MARKED_MS);
    return () => clearTimeout(timer);
  }, [rows, read, shownFor]);

  return changed;
}
