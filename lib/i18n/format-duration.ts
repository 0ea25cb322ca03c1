const SECOND_MS = 1000;

/**
 * Formats a duration as `2h 30m 45s`. Leading units of zero are omitted (`45s`), and hours keep growing past
 * a day (`26h 0m 3s`). A negative duration is `0s`.
 */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / SECOND_MS));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${seconds % 60}s`;
  if (hours > 0) return `${hours}h ${minutes}m ${rest}`;
  return minutes > 0 ? `${minutes}m ${rest}` : rest;
}
