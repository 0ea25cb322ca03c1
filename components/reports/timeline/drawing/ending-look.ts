import type { TimelineBar } from "@/lib/reports/timeline/timeline";

/** Groups of endings that are drawn alike, in the order of the legend. */
export const ENDING_LOOKS = ["open", "signedOut", "limit", "lost", "admin", "other"] as const;
export type EndingLook = (typeof ENDING_LOOKS)[number];

/** @param endReason - null: the session is open */
export function lookOf(endReason: TimelineBar["endReason"]): EndingLook {
  switch (endReason) {
    case null:
      return "open";
    case "SIGNED_OUT":
      return "signedOut";
    case "IDLE_TIMEOUT":
    case "MAX_AGE":
      return "limit";
    case "LOST_CONTACT":
      return "lost";
    case "REVOKED":
    case "ACCOUNT_DISABLED":
      return "admin";
    default:
      return "other";
  }
}
