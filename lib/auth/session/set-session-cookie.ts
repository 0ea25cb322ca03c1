import { cookies } from "next/headers";
import { cookieOptions } from "@/lib/auth/session/cookies";
import { sealSessionCookie, sessionCookieLifeS } from "@/lib/auth/session/session-cookie";

/** Gives this browser the cookie of a session, for code that signs a user in without the sign-in form. */
export async function setSessionCookie(session: { sessionKey: string; userId: string }): Promise<void> {
  const { name, value } = await sealSessionCookie(session);
  (await cookies()).set(name, value, { ...cookieOptions(), maxAge: sessionCookieLifeS() });
}
