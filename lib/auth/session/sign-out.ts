import { cookies } from "next/headers";
import { cookieOptions, sessionCookieName, signedOutCookieName } from "@/lib/auth/session/cookies";
import { endBrowserSession } from "@/lib/auth/session/end-browser-session";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import { prisma } from "@/lib/db/client";
import { estimatedNow } from "@/lib/db/clock";
import { AppError } from "@/lib/errors";
import { asAppError } from "@/lib/http/error-response";
import { describeBug, log } from "@/lib/log";
import { deferSignOut } from "@/lib/sessions/deferred-sign-out/defer-sign-out";
import { isLocallyEnded } from "@/lib/sessions/locally-ended-sessions";

/** Other tabs of the browser come to the sign-in page too: those in the background report once a minute. */
const CONFIRMED_FOR_S = 90;

/** A person waits for the answer; after it their sign-out goes its other way. */
const PATIENCE_MS = 4_000;

/**
 * Signs this browser out: the row first, then the cookie. A cookie without an open session is cleared all
 * the same. When the database can't answer, the sign-out is kept on disk and holds here at once.
 *
 * @throws AppError `unavailable` when it can't be kept either: nothing has happened, and the cookie stays
 */
export async function signOut(): Promise<void> {
  await endSessionOfBrowser();
  const jar = await cookies();
  jar.set(sessionCookieName(), "", { ...cookieOptions(), maxAge: 0 });
  jar.set(signedOutCookieName(), "1", { ...cookieOptions(), maxAge: CONFIRMED_FOR_S });
}

async function endSessionOfBrowser(): Promise<void> {
  const claims = await openSessionCookie((await cookies()).get(sessionCookieName())?.value);
  if (!claims || isLocallyEnded(claims.sessionKeyHash)) return;
  const at = estimatedNow();
  const late = AbortSignal.timeout(PATIENCE_MS);
  try {
    await Promise.race([prisma.$transaction((tx) => endBrowserSession(tx, claims, late)), whenAborted(late)]);
  } catch (error) {
    if (asAppError(error)?.code !== "unavailable") throw error;
    await deferSignOut({ sessionKey: claims.sessionKeyHash, at }).catch(rejectFullDisk);
  }
}

/** What has been begun may still be written, with a time from before this: both ways end a session once. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new AppError("unavailable")), { once: true });
  });
}

function rejectFullDisk(error: unknown): never {
  log.error({ event: "sign_out.not_spooled", ...describeBug(error) });
  throw new AppError("unavailable");
}
