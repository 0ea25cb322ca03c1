import { escapeUnseen } from "@/lib/escape-unseen";

const WIDTH = 30;
const CLEAR_LINE = "\r\u001B[2K";

/**
 * Shows a progress bar on standard error, only when that is a terminal. `clear` removes it.
 *
 * @param total - number of steps; 0 shows nothing. `done` must not exceed it
 */
export function progressBar(title: string, total: number): { show(done: number): void; clear(): void } {
  const { stderr } = process;
  if (!stderr.isTTY || total === 0) return { show: () => {}, clear: () => {} };
  const show = (done: number) => {
    const filled = Math.round((done / total) * WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    stderr.write(`${CLEAR_LINE}${escapeUnseen(title)} ${bar} ${Math.floor((done / total) * 100)} %`);
  };
  show(0);
  return { show, clear: () => void stderr.write(CLEAR_LINE) };
}
