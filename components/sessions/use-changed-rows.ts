"use client";
import { useEffect, useRef, useState } from "react";
import { changedRows, type RowSigns } from "./changed-rows";

const MARKED_MS = 2000;
const NONE: ReadonlySet<string> = new Set();

/**
 * Rows that changed since they were last drawn, for two seconds; then everything rests.
 *
 * @param read - key and meaning of a row; must be the same function at every draw
 */
export function useChangedRows<Row>(rows: Row[], read: (row: Row) => [string, string]): ReadonlySet<string> {
  const before = useRef<RowSigns | null>(null);
  const [changed, setChanged] = useState(NONE);

  useEffect(() => {
    const after = new Map(rows.map(read));
    const keys = before.current ? changedRows(before.current, after) : NONE;
    before.current = after;
    setChanged(keys.size > 0 ? keys : NONE);
    if (keys.size === 0) return;
    const timer = setTimeout(() => setChanged(NONE), MARKED_MS);
    return () => clearTimeout(timer);
  }, [rows, read]);

  return changed;
}
