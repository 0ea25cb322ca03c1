import { useEffect, useRef, useState } from "react";
import type { ExportOutcome } from "./export-outcome";

/** `total`: null while the rows are being counted. */
export type ExportState =
  | { kind: "rest" }
  | { kind: "running"; rows: number; total: number | null }
  | ExportOutcome;

/** Runs an export in the background of a page. Leaving the page cancels it. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ kind: "rest" });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(address: string) {
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: "running", rows: 0, total: null });
    const onProgress = (rows: number, total: number) => setState({ kind: "running", rows, total });
    const outcome = await import("./run-export") // loaded only when the user exports
      .then(({ runExport }) => runExport(address, controller.signal, onProgress))
      // the script could not be loaded
      .catch((): ExportOutcome => ({ kind: "failed", fault: "interrupted" }));
    setState(outcome);
  }
  return { state, start, cancel: () => running.current?.abort() };
}
