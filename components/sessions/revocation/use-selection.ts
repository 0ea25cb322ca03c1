"use client";
import { useCallback, useState } from "react";
import type { SessionRow } from "@/lib/sessions/session-row";

const NONE: ReadonlyMap<string, SessionRow> = new Map();

interface Picked {
  rows: ReadonlyMap<string, SessionRow>;
  pick: (row: SessionRow, picked: boolean) => void;
  unpick: (rows: SessionRow[]) => void;
}

/**
 * Holds the picked sessions, also those on other pages, until they have ended.
 *
 * @param ended - the latest endings; sessions among them are removed from the selection
 */
export function useSelection(ended: SessionRow[]): Picked {
  const [rows, setRows] = useState(NONE);
  const pick = useCallback((row: SessionRow, picked: boolean) => {
    setRows((before) => {
      const after = new Map(before);
      if (picked) after.set(row.sessionId, row);
      else after.delete(row.sessionId);
      return after;
    });
  }, []);
  const unpick = (those: SessionRow[]) => {
    const ids = new Set(those.map(({ sessionId }) => sessionId));
    setRows((before) => new Map([...before].filter(([sessionId]) => !ids.has(sessionId))));
  };
  const gone = new Set(ended.map(({ sessionId }) => sessionId));
  const left = [...rows].filter(([sessionId]) => !gone.has(sessionId));
  if (left.length < rows.size) setRows(new Map(left));
  return { rows, pick, unpick };
}
