const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** npm forwards the Ctrl-C of the terminal: two signals within this time are one key press. */
const SAME_MS = 1_000;

/**
 * Installs signal handlers. The first Ctrl-C or SIGTERM aborts the returned signal, for an orderly end. A
 * later one exits at once with code 1.
 */
export function catchInterruption(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        first = performance.now();
        controller.abort();
      } else if (performance.now() - first > SAME_MS) {
        process.exit(1);
      }
    });
  }
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export function waitForInterruption(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
