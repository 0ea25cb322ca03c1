import { EndReason } from "@/lib/db/generated/enums";

/** Position of each reason in a list: the most usual first. */
const POSITION: Record<EndReason, number> = {
  SIGNED_OUT: 1,
  LOST_CONTACT: 2,
  IDLE_TIMEOUT: 3,
  MAX_AGE: 4,
  REVOKED: 5,
  REPLACED: 6,
  PASSWORD_CHANGED: 7,
  ROLE_CHANGED: 8,
  ACCOUNT_DISABLED: 9,
};

/** Every reason for which a session can end, in the order of a list to choose from: the most usual first. */
export const END_REASONS: readonly EndReason[] = Object.values(EndReason).sort(
  (a, b) => POSITION[a] - POSITION[b],
);
