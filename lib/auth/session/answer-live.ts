import type { ServerResponse } from "node:http";
import { sessionCookieName } from "@/lib/auth/session/cookies";
import { findOpenClaims, findViewerOf } from "@/lib/auth/session/find-viewer";
import { noteContact } from "@/lib/auth/session/note-contact";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import { AppError } from "@/lib/errors";
import { openEventStream } from "@/lib/live/event-stream";
import { subscribe } from "@/lib/live/hints";
import { addStream, mayOpen, startStreams, type Watcher } from "@/lib/live/open-streams";
import { readCookie } from "@/lib/read-cookie";
import type { StreamHandler } from "@/lib/server/answer-stream";
import { isStopping } from "@/lib/shutdown";

/**
 * `GET /api/live`: tells a tab `ended` when its session ends, nothing else.
 *
 * @throws AppError `unauthenticated`, `too_many`, or `unavailable` when the database can't say
 */
export const answerLive: StreamHandler = (headers, response) => open(headers, response, false);

/**
 * `GET /api/admin/live`: tells an administrator's tab `changed`, too, and by `state` whether hints come (`live`) or not (`disconnected`), and when the last
 * change was.
 *
 * @throws AppError as {@link answerLive}, and `forbidden`
 */
export const answerAdminLive: StreamHandler = (headers, response) => open(headers, response, true);

async function open(headers: Headers, response: ServerResponse, admin: boolean): Promise<void> {
  const claims = await openSessionCookie(readCookie(headers.get("cookie") ?? "", sessionCookieName()));
  if (!claims) throw new AppError("unauthenticated");
  noteContact(claims, headers, false);
  startStreams(findStillWatching);
  const endedMeanwhile = new Set<string>();
  let missed = false;
  const stop = subscribe((hint) => {
    if (hint.kind === "ended") endedMeanwhile.add(hint.sessionId);
    missed ||= hint.kind === "listening"; // what ended before was not heard
  });
  const viewer = await findViewerOf(claims).finally(stop);
  if (!viewer || endedMeanwhile.has(viewer.sessionId)) throw new AppError("unauthenticated");
  if (admin && viewer.role !== "ADMIN") throw new AppError("forbidden");
  if (missed || isStopping()) throw new AppError("unavailable"); // nobody would end it
  if (!mayOpen()) throw new AppError("too_many");
  if (response.destroyed) return; // the tab has gone meanwhile
  const { userId, sessionId } = viewer;
  const watcher = { userId, sessionId, sessionKeyHash: claims.sessionKeyHash, admin };
  response.on("close", addStream(watcher, openEventStream(response)));
}

/** Which of them may still look on, by one read. */
async function findStillWatching(watchers: Watcher[]): Promise<Set<Watcher>> {
  const roles = await findOpenClaims(watchers);
  return new Set(
    watchers.filter((watcher) => roles.has(watcher) && (!watcher.admin || roles.get(watcher) === "ADMIN")),
  );
}
