import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import {
  CALLBACK_COOKIE_NAME,
  cookieOptions,
  csrfCookieName,
  sessionCookieName,
} from "@/lib/auth/session/cookies";
import { authSecret, sessionCookieLifeS } from "@/lib/auth/session/session-cookie";
import { clientInfoOf, rememberBrowser } from "@/lib/auth/sign-in/client-info";
import { type SignedIn, signIn } from "@/lib/auth/sign-in/sign-in";
import { failureOfWait } from "@/lib/auth/sign-in/sign-in-answer";
import type { SignInAttempt } from "@/lib/auth/sign-in/sign-in-attempt";
import { SIGN_IN_FAILURE, type SignInFailure } from "@/lib/auth/sign-in/sign-in-failure";
import { MustWait, TooBusy } from "@/lib/auth/sign-in/try-later";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { describeBug, log } from "@/lib/log";

declare module "next-auth" {
  interface User {
    sessionKey: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sid?: string;
    uid?: string;
  }
}

/**
 * Returns the options of next-auth for one request. next-auth checks the form and seals the cookie;
 * `signIn` decides.
 *
 * @param attempt - the attempt of this request; `authorize` writes its outcome there
 */
export function authOptions(attempt: SignInAttempt): AuthOptions {
  const maxAge = sessionCookieLifeS();
  const options = cookieOptions();
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge },
    jwt: { maxAge }, // session.maxAge does not limit the token
    pages: { signIn: "/login", error: "/login" },
    cookies: {
      sessionToken: { name: sessionCookieName(), options },
      csrfToken: { name: csrfCookieName(), options },
      callbackUrl: { name: CALLBACK_COOKIE_NAME, options },
    },
    providers: [
      Credentials({
        credentials: { username: {}, password: {} },
        authorize: async (credentials, { headers }) => {
          const outcome = await decide(credentials, new Headers(headers)).catch((error: unknown) => {
            if (error instanceof MustWait) attempt.waitS = error.waitS;
            return failureCode(error);
          });
          attempt.outcome = outcome;
          return typeof outcome === "string" ? null : { id: outcome.userId, sessionKey: outcome.sessionKey };
        },
      }),
    ],
    callbacks: {
      // The token never changes after sign-in: data that a client passes to `update()` is ignored.
      jwt: ({ token, user }) =>
        user ? { sid: user.sessionKey, uid: user.id } : { sid: token.sid, uid: token.uid },
      redirect: ({ baseUrl }) => baseUrl, // unused; next-auth's default throws on an invalid URL
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} }, // its messages contain user input
  };
}

async function decide(credentials: unknown, headers: Headers): Promise<SignedIn | SignInFailure> {
  const client = await clientInfoOf(headers);
  const signedIn = await signIn(credentials, client);
  if (!signedIn) return SIGN_IN_FAILURE.refused;
  await rememberBrowser(signedIn.userId);
  return signedIn;
}

function failureCode(error: unknown): SignInFailure {
  if (error instanceof MustWait) return failureOfWait(error);
  if (error instanceof TooBusy) return SIGN_IN_FAILURE.busy;
  if (isDatabaseUnavailable(error)) return SIGN_IN_FAILURE.unavailable;
  log.error({ event: "sign_in.failed", ...describeBug(error) });
  return SIGN_IN_FAILURE.internal;
}
