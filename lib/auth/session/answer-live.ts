import type { ServerResponse } from "node:http";
import { findOpenClaims, findViewerOfClaims } from "@/lib/auth/session/find-viewer";
import { noteContact } from "@/lib/auth/session/note-contact";
import { openClaimedSession } from "@/lib/auth/session/session-cookie";
import { AppError } from "@/lib/errors";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { openEventStream } from "@/lib/live/event-stream";
import { subscribe } from "@/lib/live/hints";
import { addStream, mayOpen, startStreams, type Watcher } from "@/lib/live/open-streams";
import { countRefusal } from "@/lib/refusals/count-refusal";
import type { StreamHandler } from "@/lib/server/answer-stream";
import { isStopping } from "@/lib/shutdown";

/**
 * Answers `GET /api/live` with a stream that sends heartbeats, and `ended` when the session of its tab
 * ends.
 *
 * @throws AppError `unauthenticated`; `too_many` when the process has too many streams; `unavailable` when
 *   the database does not answer, the end of the session may have been missed, or the server is stopping
 */
export const answerLive: StreamHandler = (headers, response) => open(headers, response, false);

/**
 * Answers `GET /api/admin/live` with a stream for administrators. Besides the events of {@link answerLive}
 * it sends `changed`, and `state`: whether hints arrive (`live`) or not (`disconnected`), and the time of
 * the last change.
 *
 * @throws AppError like {@link answerLive}, and `forbidden` for other users
 */
export const answerAdminLive: StreamHandler = (headers, response) => open(headers, response, true);

async function open(headers: Headers, response: ServerResponse, admin: boolean): Promise<void> {
  const claims = await openClaimedSession(headers.get("cookie"));
  if (!claims) throw new AppError("unauthenticated");
  noteContact(claims, headers, false);
  startStreams(findStillWatching);
  const overMeanwhile = new Set<string>();
  let missed = false;
  const stop = subscribe((hint) => {
    if (hint.kind === "ended" || hint.kind === "keyChanged") overMeanwhile.add(hint.sessionId);
    missed ||= hint.kind === "listening"; // hints before this one may be lost, `ended` too
  });
  const viewer = await findViewerOfClaims(claims).finally(stop);
  if (!viewer || overMeanwhile.has(viewer.sessionId)) throw new AppError("unauthenticated");
  if (admin && viewer.role !== "ADMIN") {
    const ipAddress = headers.get(ADDRESS_HEADER);
    countRefusal({ kind: "access", userId: viewer.userId, ipAddress, known: true });
    throw new AppError("forbidden");
  }
  // The stream would stay open: the end of its session may be missed, or the shutdown has ended all streams.
  if (missed || isStopping()) throw new AppError("unavailable");
  if (!mayOpen()) throw new AppError("too_many");
  if (response.destroyed) return; // the tab has closed the connection meanwhile
  const { userId, sessionId } = viewer;
  const watcher = { userId, sessionId, sessionKeyHash: claims.sessionKeyHash, admin };
  response.on("close", addStream(watcher, openEventStream(response)));
}

/**
 * Returns the watchers whose session is open and, on a stream for administrators, whose role still allows
 * it.
 */
async function findStillWatching(watchers: Watcher[]): Promise<Set<Watcher>> {
  const roles = await findOpenClaims(watchers);
  return new Set(
    watchers.filter((watcher) => roles.has(watcher) && (!watcher.admin || roles.get(watcher) === "ADMIN")),
  );
}
