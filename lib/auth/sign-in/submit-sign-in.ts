import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { waitToAnswer } from "@/lib/auth/sign-in/answer-wait";
import { waitToSayBusy } from "@/lib/auth/sign-in/gate-lookups";
import { authOptions } from "@/lib/auth/sign-in/next-auth-options";
import { answerSignIn, isWait } from "@/lib/auth/sign-in/sign-in-answer";
import { failureOf, type SignInAttempt } from "@/lib/auth/sign-in/sign-in-attempt";
import { SIGN_IN_FAILURE } from "@/lib/auth/sign-in/sign-in-failure";
import { countRefused } from "@/lib/refused-requests";

const ACTION = ["callback", "credentials"];

/**
 * Passes the password form to next-auth, which checks its token, calls `authorize` and seals the cookie.
 *
 * @param origin - scheme, host and port to which the form was sent
 * @param arrivedAt - when the form arrived, in milliseconds of `performance.now`
 * @returns our own answer to the form, never next-auth's
 */
export async function submitSignIn(
  origin: string,
  form: URLSearchParams,
  arrivedAt: number,
): Promise<Response> {
  // Omit the query of the request, because next-auth answers 500 to an invalid callbackUrl there.
  // Omit the headers, because next-auth would read the form as JSON when its content type also names JSON.
  const bounded = new NextRequest(`${origin}/api/auth/${ACTION.join("/")}`, { method: "POST", body: form });
  const params = Promise.resolve({ nextauth: ACTION });
  const attempt: SignInAttempt = { outcome: null, waitS: 0 };
  const answer: Response = await NextAuth(bounded, { params }, authOptions(attempt));
  const failure = failureOf(attempt, answer.status);
  if (failure === SIGN_IN_FAILURE.stale) countRefused("forged"); // without its token, or with a wrong one
  if (isWait(failure)) await waitToAnswer(arrivedAt);
  if (failure === SIGN_IN_FAILURE.busy) await waitToSayBusy();
  return answerSignIn(failure, form, answer.headers, attempt.waitS);
}
