import { cookies } from "next/headers";
import { cookieOptions, csrfCookieName } from "@/lib/auth/session/cookies";
import { requireViewer } from "@/lib/auth/session/guards";
import { csrfPair } from "@/lib/auth/sign-in/csrf";
import { submitSignIn } from "@/lib/auth/sign-in/submit-sign-in";
import { AppError } from "@/lib/errors";
import { handle } from "@/lib/http/handle";
import { readText } from "@/lib/http/read-text";

/** A name and a password fit many times. */
const MAX_FORM_BYTES = 4_096;

interface Params {
  nextauth: string[];
}

/**
 * Only the password form reaches next-auth. Its other routes are answered here, or closed: `_log` is open
 * to the world, `signout` ends no row.
 */
export const GET = handle<Params>(async (_request, { nextauth }) => {
  const action = nextauth.join("/");
  if (action === "csrf") return answerFormToken();
  if (action === "session") return Response.json({ user: await requireViewer() });
  if (action === "signin" || action === "error")
    return new Response(null, { status: 307, headers: { Location: "/login" } });
  throw new AppError("not_found");
});

export const POST = handle<Params>(async (request, { nextauth }) => {
  const action = nextauth.join("/");
  // next-auth's `update()`: there is nothing in the token to change.
  if (action === "session") return Response.json({ user: await requireViewer() });
  if (action !== "callback/credentials") throw new AppError("not_found");
  if (!isForm(request)) throw new AppError("bad_request");
  const form = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
  return submitSignIn(new URL(request.url).origin, form);
});

/** For a form whose token has grown old: the middleware gives the sign-in page its own. */
async function answerFormToken(): Promise<Response> {
  const jar = await cookies();
  const { token, cookie } = csrfPair(jar.get(csrfCookieName())?.value);
  jar.set(csrfCookieName(), cookie, cookieOptions());
  return Response.json({ csrfToken: token });
}

function isForm(request: Request): boolean {
  return request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
}
