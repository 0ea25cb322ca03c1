import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { cookieOptions, csrfCookieName } from "@/lib/auth/session/cookies";
import { requireViewer } from "@/lib/auth/session/guards";
import { csrfPair } from "@/lib/auth/sign-in/csrf";
import { authOptions } from "@/lib/auth/sign-in/next-auth-options";
import { answerSignIn } from "@/lib/auth/sign-in/sign-in-answer";
import { failureOf, type SignInAttempt } from "@/lib/auth/sign-in/sign-in-attempt";
import { AppError } from "@/lib/errors";
import { readText } from "@/lib/http/read-text";
import { requireSameOrigin } from "@/lib/http/same-origin";

/** A name and a password fit many times. */
const MAX_FORM_BYTES = 4_096;

/**
 * `/api/auth/*`: of next-auth's routes, the password form is its own. The others are answered here, or closed (`_log` is
 * open to the world, `signout` ends no row).
 */
export async function getAuthRoute(request: Request): Promise<Response> {
  const action = actionOf(request);
  if (action === "csrf") return answerFormToken();
  if (action === "session") return Response.json({ user: await requireViewer() });
  if (action === "signin" || action === "error")
    return new Response(null, { status: 307, headers: { Location: "/login" } });
  throw new AppError("not_found");
}

export async function postAuthRoute(request: Request): Promise<Response> {
  const action = actionOf(request);
  // next-auth's `update()`: there is nothing in the token to change.
  if (action === "session") return Response.json({ user: await requireViewer() });
  if (action !== "callback/credentials") throw new AppError("not_found");
  requireSameOrigin(request.headers);
  if (!isForm(request)) throw new AppError("bad_request");
  const form = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
  const { origin, pathname } = new URL(request.url);
  // Without the query: next-auth answers 500 to a callbackUrl there that it does not like.
  // Without the headers: it would read the form as JSON when its type names JSON too.
  const bounded = new NextRequest(origin + pathname, { method: "POST", body: form });
  const params = Promise.resolve({ nextauth: ["callback", "credentials"] });
  const attempt: SignInAttempt = { outcome: null };
  const answer: Response = await NextAuth(bounded, { params }, authOptions(attempt));
  return answerSignIn(failureOf(attempt, answer.status), form, answer.headers);
}

/** For a form whose token has grown old: the middleware gives the sign-in page its own. */
async function answerFormToken(): Promise<Response> {
  const jar = await cookies();
  const { token, cookie } = csrfPair(jar.get(csrfCookieName())?.value);
  jar.set(csrfCookieName(), cookie, cookieOptions());
  return Response.json({ csrfToken: token });
}

function actionOf(request: Request): string {
  return new URL(request.url).pathname.replace(/^\/api\/auth\/?/, "").replace(/\/$/, "");
}

function isForm(request: Request): boolean {
  return request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
}
