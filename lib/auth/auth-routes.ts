import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { requireViewer } from "@/lib/auth/guards";
import { authOptions } from "@/lib/auth/options";
import { answerSignIn } from "@/lib/auth/sign-in-answer";
import { AppError } from "@/lib/errors";
import { readText } from "@/lib/http/read-text";
import { requireSameOrigin } from "@/lib/http/same-origin";

/** A name and a password fit many times. */
const MAX_FORM_BYTES = 4_096;

/**
 * `/api/auth/*`: of next-auth's routes, the form token and the password form. Its others are closed (`_log` is open to the
 * world, `signout` ends no row), or answered here from the database.
 */
export async function getAuthRoute(request: Request): Promise<Response> {
  const action = actionOf(request);
  if (action === "csrf") return nextAuth(new NextRequest(request.url), ["csrf"]);
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
  const form = await readText(request, MAX_FORM_BYTES);
  const { origin, pathname } = new URL(request.url);
  // Without the query: next-auth answers 500 to a callbackUrl there that it does not like.
  const bounded = new NextRequest(origin + pathname, {
    method: "POST",
    headers: request.headers,
    body: form,
  });
  return answerSignIn(await nextAuth(bounded, ["callback", "credentials"]), new URLSearchParams(form));
}

async function nextAuth(request: NextRequest, nextauth: string[]): Promise<Response> {
  return NextAuth(request, { params: Promise.resolve({ nextauth }) }, authOptions());
}

function actionOf(request: Request): string {
  return new URL(request.url).pathname.replace(/^\/api\/auth\/?/, "").replace(/\/$/, "");
}

function isForm(request: Request): boolean {
  return request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
}
