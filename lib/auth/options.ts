import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { knowDevice, originOf } from "@/lib/auth/browser";
import { CALLBACK_COOKIE_NAME, cookieOptions, csrfCookieName, sessionCookieName } from "@/lib/auth/cookies";
import { authSecret, sessionCookieLifeS } from "@/lib/auth/session-cookie";
import { signIn } from "@/lib/auth/sign-in";
import { SIGN_IN_FAILURE } from "@/lib/auth/sign-in-failure";
import { Busy } from "@/lib/auth/sign-in-queue";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { safePath } from "@/lib/http/safe-path";
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

/** next-auth checks the form and seals the cookie; `signIn` decides. */
export function authOptions(): AuthOptions {
  const maxAge = sessionCookieLifeS();
  const options = cookieOptions();
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge },
    jwt: { maxAge }, // session.maxAge does not bound the token
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
          const origin = await originOf(new Headers(headers));
          const signedIn = await signIn(credentials, origin).catch(failWithCode);
          if (signedIn) await knowDevice(signedIn.userId, origin);
          return signedIn && { id: signedIn.userId, sessionKey: signedIn.sessionKey };
        },
      }),
    ],
    callbacks: {
      // The token never changes after signing in, whatever `update()` is asked to put there.
      jwt: ({ token, user }) =>
        user ? { sid: user.sessionKey, uid: user.id } : { sid: token.sid, uid: token.uid },
      redirect: ({ url, baseUrl }) => baseUrl + safePath(url, baseUrl),
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} }, // its messages carry what people typed
  };
}

/** next-auth puts the message of an error into the address: it must be one of our fixed codes. */
function failWithCode(error: unknown): never {
  if (error instanceof Busy) throw new Error(SIGN_IN_FAILURE.busy);
  if (isDatabaseUnavailable(error)) throw new Error(SIGN_IN_FAILURE.unavailable);
  log.error({ event: "sign_in.failed", ...describeBug(error) });
  throw new Error(SIGN_IN_FAILURE.internal);
}
