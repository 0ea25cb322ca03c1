import { cookies, headers } from "next/headers";
import { cache } from "react";
import { sessionCookieName } from "@/lib/auth/session/cookies";
import { findViewerOfClaims } from "@/lib/auth/session/find-viewer";
import { noteContact } from "@/lib/auth/session/note-contact";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import type { Viewer } from "@/lib/viewer";

/**
 * Finds the viewer of this request with one read per request.
 *
 * @returns null without an open session
 */
export const findViewerOfRequest = cache(async (): Promise<Viewer | null> => {
  const claims = await openSessionCookie((await cookies()).get(sessionCookieName())?.value);
  return claims && findViewerOfClaims(claims);
});

/**
 * Finds the viewer like {@link findViewerOfRequest}, and notes contact, for handlers: no middleware notes
 * it for them. It notes the contact before the read, so that an outage of the database loses none. Contact
 * with a session that has ended is never written.
 */
export async function findViewerAndNoteContact(): Promise<Viewer | null> {
  const claims = await openSessionCookie((await cookies()).get(sessionCookieName())?.value);
  if (!claims) return null;
  noteContact(claims, await headers());
  return findViewerOfClaims(claims);
}
