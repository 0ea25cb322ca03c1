import { cookies, headers } from "next/headers";
import { cache } from "react";
import { sessionCookieName } from "@/lib/auth/session/cookies";
import { findViewerOf } from "@/lib/auth/session/find-viewer";
import { noteContact } from "@/lib/auth/session/note-contact";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import type { Viewer } from "@/lib/viewer";

/** Who sends this request, if their session is open: one read, once per request. */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const claims = await openSessionCookie((await cookies()).get(sessionCookieName())?.value);
  return claims && findViewerOf(claims);
});

/**
 * As {@link findViewer}, for handlers: these pass no middleware that would note the contact. It is noted first, so that it is
 * kept until the database can answer; contact with a session that has ended is never written.
 */
export async function findViewerInContact(): Promise<Viewer | null> {
  const claims = await openSessionCookie((await cookies()).get(sessionCookieName())?.value);
  if (!claims) return null;
  noteContact(claims, await headers());
  return findViewerOf(claims);
}
