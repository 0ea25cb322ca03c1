import { EndReason } from "@/lib/db/generated/enums";

const PLACE: Record<EndReason, number> = {
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

/** Every way in which a session ends: the usual ones first, where one is chosen from a list. */
export const END_REASONS: readonly EndReason[] = Object.values(EndReason).sort((a, b) => PLACE[a] - PLACE[b]);
