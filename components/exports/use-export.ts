import { useEffect, useRef, useState } from "react";
import type { ExportOutcome } from "./export-outcome";

/** `total`: null while the rows are being counted. */
export type ExportState =
  | { kind: "rest" }
  | { kind: "running"; rows: number; total: number | null }
  | ExportOutcome;

/** A file that is fetched while the page goes on; leaving the page stops it. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ kind: "rest" });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(address: string) {
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: "running", rows: 0, total: null });
    const onProgress = (rows: number, total: number) => setState({ kind: "running", rows, total });
    const outcome = await import("./run-export") // not before somebody exports
      .then(({ runExport }) => runExport(address, controller.signal, onProgress))
      .catch((): ExportOutcome => ({ kind: "failed", fault: "interrupted" })); // the network, which should have brought it
    setState(outcome);
  }
  return { state, start, cancel: () => running.current?.abort() };
}
