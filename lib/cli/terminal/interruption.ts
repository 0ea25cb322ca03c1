const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** npm passes the terminal's Ctrl-C on, so one arrives as two. */
const SAME_MS = 1_000;

/** The first Ctrl-C or SIGTERM asks to end in order; another one, later, ends at once. */
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

export function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
