/** Starts the background work of a process. Next calls this once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { measureOutage } = await import("@/lib/sessions/server-outage");
  const { startSweep } = await import("@/lib/sessions/maintenance/sweep");
  const { flushContact } = await import("@/lib/sessions/contact/touch-session");
  const { currentLimits } = await import("@/lib/sessions/current-limits");
  const { onShutdown } = await import("@/lib/shutdown");
  const { startListener, stopListener } = await import("@/lib/live/listener");
  const { startReplay } = await import("@/lib/sessions/deferred-sign-out/defer-sign-out");
  await measureOutage();
  await startReplay();
  startSweep();
  startListener();
  onShutdown(stopListener);
  onShutdown(() => flushContact(currentLimits()));
}
