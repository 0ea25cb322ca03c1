import { prisma } from "@/lib/db/client";
import { SESSION_COLUMNS, toSessionRow } from "@/lib/sessions/active-users/list-sessions";
import type { HistoryRow } from "@/lib/sessions/history/history-view";
import type { SessionLimits } from "@/lib/sessions/limits";
import { networkOf } from "@/lib/sessions/network";
import { readDevice } from "@/lib/sessions/read-device";

/** Reads the rows of known sessions, in the order of `ids`. An id without a session is left out. */
export async function listHistoryRows(
  ids: string[],
  limits: SessionLimits,
  now: Date,
): Promise<HistoryRow[]> {
  const records = await prisma.userSession.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { ...SESSION_COLUMNS, firstIpAddress: true, firstUserAgent: true },
  });
  const byId = new Map(records.map((record) => [record.id, record]));
  return ids.flatMap((id) => {
    const record = byId.get(id);
    if (!record) return [];
    const { firstIpAddress, firstUserAgent, ...session } = record;
    return [
      {
        ...toSessionRow(session, limits, now),
        firstIpAddress,
        firstNetwork: networkOf(firstIpAddress),
        firstUserAgent,
        firstDevice: readDevice(firstUserAgent),
      },
    ];
  });
}
