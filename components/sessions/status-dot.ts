import type { Presence } from "@/lib/sessions/presence";

const DOT = "status-dot relative inline-block shrink-0 rounded-full";

/** Class names of a status dot. Always show the word beside it, because colour alone is not accessible. */
export const STATUS_DOT: Record<Presence, string> = {
  online: `${DOT} bg-online`,
  away: `${DOT} bg-away`,
  offline: `${DOT} bg-offline`,
  never: `${DOT} border-2 border-never`,
};
