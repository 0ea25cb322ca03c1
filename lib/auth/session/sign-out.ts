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

/**
 * Time during which the sign-in page confirms the sign-out. The browser's other tabs open that page too,
 * and tabs in the background report contact only once a minute.
 */
const CONFIRMED_FOR_S = 90;

/** Time that the user waits for the database. After it the sign-out is stored on disk. */
const DATABASE_TIMEOUT_MS = 4_000;

/**
 * Signs this browser out: ends the session, then clears the cookie. It also clears a cookie without an open
 * session. When the database does not answer, the sign-out is stored on disk, and this process rejects the
 * session at once.
 *
 * @throws AppError `unavailable` when the disk fails too: then the cookie stays
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
  const late = AbortSignal.timeout(DATABASE_TIMEOUT_MS);
  try {
    await Promise.race([prisma.$transaction((tx) => endBrowserSession(tx, claims, late)), whenAborted(late)]);
  } catch (error) {
    if (asAppError(error)?.code !== "unavailable") throw error;
    await deferSignOut({ sessionKeyHash: claims.sessionKeyHash, at }).catch(refuseUnspooled);
  }
}

/**
 * Rejects when the signal aborts. The transaction may still commit later. It and the sign-out in the spool
 * together end the session once.
 */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new AppError("unavailable")), { once: true });
  });
}

function refuseUnspooled(error: unknown): never {
  log.error({ event: "sign_out.not_spooled", ...describeBug(error) });
  throw new AppError("unavailable");
}
