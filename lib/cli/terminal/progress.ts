import { t } from "@/lib/cli/terminal/translator";

const TICK_MS = 1_000;
const CLEAR_LINE = "\r\u001B[2K";

/**
 * One line for one step: what is being done, then how it went. On a terminal the seconds tick meanwhile.
 *
 * @param tell - how it went, in words; "done" without it
 */
export async function step<T>(
  title: string,
  task: () => Promise<T>,
  tell: (outcome: T) => string = () => t("step.done"),
): Promise<T> {
  const { stdout } = process;
  const began = performance.now();
  const seconds = () => Math.floor((performance.now() - began) / 1_000);
  const show = (state: string) => stdout.write(stdout.isTTY ? `${CLEAR_LINE}${title} … ${state}` : state);
  stdout.write(`${title} … `);
  const ticking = stdout.isTTY ? setInterval(() => show(`${seconds()} s`), TICK_MS) : undefined;
  try {
    const outcome = await task();
    show(`${tell(outcome)}${seconds() > 0 ? ` (${seconds()} s)` : ""}\n`);
    return outcome;
  } catch (error) {
    const interrupted = error instanceof Error && error.name === "AbortError";
    show(`${interrupted ? t("step.interrupted") : t("step.failed")}\n`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
