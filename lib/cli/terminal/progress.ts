import { t } from "@/lib/cli/terminal/translator";

const TICK_MS = 1_000;
const CLEAR_LINE = "\r\u001B[2K";

/**
 * Runs a task and prints one line about it: its title, then its outcome. A terminal also shows the elapsed
 * seconds.
 *
 * @param summarise - returns the outcome in words; "done" unless given
 */
export async function step<T>(
  title: string,
  task: () => Promise<T>,
  summarise: (outcome: T) => string = () => t("step.done"),
): Promise<T> {
  const { stdout } = process;
  const began = performance.now();
  const seconds = () => Math.floor((performance.now() - began) / 1_000);
  const show = (state: string) => stdout.write(stdout.isTTY ? `${CLEAR_LINE}${title} … ${state}` : state);
  stdout.write(`${title} … `);
  const ticking = stdout.isTTY ? setInterval(() => show(`${seconds()} s`), TICK_MS) : undefined;
  try {
    const outcome = await task();
    show(`${summarise(outcome)}${seconds() > 0 ? ` (${seconds()} s)` : ""}\n`);
    return outcome;
  } catch (error) {
    const interrupted = error instanceof Error && error.name === "AbortError";
    show(`${interrupted ? t("step.interrupted") : t("step.failed")}\n`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
