import { cookies } from "next/headers";
import { cookieOptions, csrfCookieName } from "@/lib/auth/session/cookies";
import { requireViewer } from "@/lib/auth/session/guards";
import { csrfPair } from "@/lib/auth/sign-in/csrf";
import { submitSignIn } from "@/lib/auth/sign-in/submit-sign-in";
import { AppError } from "@/lib/errors";
import { handle } from "@/lib/http/handle";
import { isForm } from "@/lib/http/read-form";
import { readText } from "@/lib/http/read-text";
import { ARRIVED_HEADER } from "@/lib/server/gate";

/** Many times the size of a username and a password. */
const MAX_FORM_BYTES = 4_096;

interface Params {
  nextauth: string[];
}

/**
 * Answers the GET routes of next-auth itself; only the password form of POST reaches next-auth. All other
 * routes are closed: `_log` accepts requests from anybody, and `signout` would not end the session row.
 */
export const GET = handle<Params>(async (_request, { nextauth }) => {
  const action = nextauth.join("/");
  if (action === "csrf") return answerFormToken();
  if (action === "session") return answerViewer();
  if (action === "signin" || action === "error")
    return new Response(null, { status: 307, headers: { Location: "/login" } });
  throw new AppError("not_found");
});

/** Signs a user in with the form of the sign-in page. */
export const POST = handle<Params>(async (request, { nextauth }) => {
  const action = nextauth.join("/");
  // next-auth's `update()`; the token contains nothing to change
  if (action === "session") return answerViewer();
  if (action !== "callback/credentials") throw new AppError("not_found");
  if (!isForm(request.headers)) throw new AppError("bad_request");
  const form = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
  return submitSignIn(new URL(request.url).origin, form, Number(request.headers.get(ARRIVED_HEADER)));
});

/** Answers with the signed-in user. The hash of the session key stays in the server. */
async function answerViewer(): Promise<Response> {
  const { userId, sessionId, username, name, role } = await requireViewer();
  return Response.json({ user: { userId, sessionId, username, name, role } });
}

/**
 * Returns a token for a form whose token has expired. The middleware gives the sign-in page its first one.
 */
async function answerFormToken(): Promise<Response> {
  const jar = await cookies();
  const { token, cookie } = csrfPair(jar.get(csrfCookieName())?.value);
  jar.set(csrfCookieName(), cookie, cookieOptions());
  return Response.json({ csrfToken: token });
}
