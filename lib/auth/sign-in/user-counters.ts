import { SESSIONS_LOOKED_AT } from "@/lib/auth/sign-in/attempt";
import {
  type Counter,
  deviceCounter,
  familiarCounter,
  nameCounter,
  sessionCounter,
} from "@/lib/auth/sign-in/throttle";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { addressNetwork } from "@/lib/http/client-address";

interface UserRow {
  userId: string;
  usernameKey: string;
  deviceHashes: string[];
  addresses: string[];
  /** Open sessions. */
  sessionIds: string[];
}

/**
 * Reads the counters that can make a user wait: of the name, of each known browser, of each address from
 * which the user has signed in, and of each open session.
 */
export async function userCounters(
  userIds: string[],
  tx: Transaction = prisma,
): Promise<{ userId: string; counters: Counter[] }[]> {
  const users = await tx.$queryRaw<UserRow[]>(Prisma.sql`
    SELECT u.id AS "userId", u.username_key AS "usernameKey",
      ARRAY(SELECT k.device_hash FROM known_device AS k WHERE k.user_id = u.id) AS "deviceHashes",
      ARRAY(
        SELECT host(newest.address) FROM (
          SELECT s.first_ip_address AS address FROM user_session AS s WHERE s.user_id = u.id
          ORDER BY s.login_time DESC, s.id DESC LIMIT ${SESSIONS_LOOKED_AT}
        ) AS newest WHERE newest.address IS NOT NULL
      ) AS addresses,
      ARRAY(
        SELECT s.id FROM user_session AS s WHERE s.user_id = u.id AND s.logout_time IS NULL
        ORDER BY s.login_time DESC, s.id DESC LIMIT ${SESSIONS_LOOKED_AT}
      ) AS "sessionIds"
    FROM app_user AS u WHERE u.id = ANY(${userIds}::uuid[]) ORDER BY u.id LIMIT ${userIds.length}`);
  return users.map(({ userId, usernameKey, deviceHashes, addresses, sessionIds }) => ({
    userId,
    counters: [
      nameCounter(usernameKey),
      ...sessionIds.map(sessionCounter),
      ...deviceHashes.map((hash) => deviceCounter(usernameKey, hash)),
      ...[...new Set(addresses.map(addressNetwork))].map((network) => familiarCounter(usernameKey, network)),
    ],
  }));
}
