import { cookies } from "next/headers";
import { cookieOptions, sessionCookieName, signedOutCookieName } from "@/lib/auth/cookies";
import { endBrowserSession } from "@/lib/auth/end-browser-session";
import { openSessionCookie } from "@/lib/auth/session-cookie";
import { prisma } from "@/lib/db/client";
import { asAppError } from "@/lib/http/error-response";
import { seeOther } from "@/lib/http/read-form";
import { requireSameOrigin } from "@/lib/http/same-origin";

/** Other tabs of the browser come to the sign-in page too: those in the background report once a minute. */
const CONFIRMED_FOR_S = 90;

/**
 * Ends the session of this browser: the row first, then the cookie. A cookie without an open session is cleared all the same.
 * When the database can't answer, nothing has happened: the cookie stays, and a person is told so in words.
 */
export async function signOut(request: Request): Promise<Response> {
  requireSameOrigin(request.headers);
  try {
    await endSessionOfBrowser();
  } catch (error) {
    if (asAppError(error)?.code !== "unavailable" || !wantsPage(request)) throw error;
    return seeOther("/unavailable?from=/");
  }
  const jar = await cookies();
  jar.set(sessionCookieName(), "", { ...cookieOptions(), maxAge: 0 });
  jar.set(signedOutCookieName(), "1", { ...cookieOptions(), maxAge: CONFIRMED_FOR_S });
  return seeOther("/login", { "Clear-Site-Data": '"cache"' });
}

async function endSessionOfBrowser(): Promise<void> {
  const claims = await openSessionCookie((await cookies()).get(sessionCookieName())?.value);
  if (claims) await prisma.$transaction((tx) => endBrowserSession(tx, claims));
}

function wantsPage(request: Request): boolean {
  return request.headers.get("accept")?.includes("text/html") ?? false;
}
