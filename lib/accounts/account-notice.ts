import { cookies } from "next/headers";
import type { Renewed } from "@/lib/accounts/change-password";
import { cookieOptions, noticeCookieName } from "@/lib/auth/session/cookies";
import { setSessionCookie } from "@/lib/auth/session/set-session-cookie";
import { seeOther } from "@/lib/http/read-form";

const PAGE = "/me";
/** Long enough for the next page to load on a slow connection. */
const NOTICE_KEPT_FOR_S = 60;

/** Forms of `/me` whose success the page confirms: a new password; other sessions ended. */
const ACCOUNT_NOTICES = ["password", "others"] as const;
type AccountNotice = (typeof ACCOUNT_NOTICES)[number];

/**
 * Answers a form of `/me` with a redirect back to the page. A success sets the cookie with the new session
 * key, and the notice cookie, which a link can't forge. A fault goes into the address, with the form as its
 * fragment.
 *
 * @param outcome - code of the fault, or the session with its new key
 */
export async function answerAccountForm(form: AccountNotice, outcome: string | Renewed): Promise<Response> {
  if (typeof outcome === "string") return seeOther(`${PAGE}?form=${form}&error=${outcome}#${form}`);
  await setSessionCookie(outcome);
  const jar = await cookies();
  jar.set(noticeCookieName(), `${form}:${outcome.ended}`, { ...cookieOptions(), maxAge: NOTICE_KEPT_FOR_S });
  return seeOther(PAGE);
}

/**
 * Reads which form this browser has just sent, and how many sessions it ended.
 *
 * @returns null without a notice
 */
export async function findAccountNotice(): Promise<{ notice: AccountNotice; ended: number } | null> {
  const [name, ended] = (await cookies()).get(noticeCookieName())?.value.split(":") ?? [];
  const notice = ACCOUNT_NOTICES.find((known) => known === name);
  const count = Number(ended);
  return notice && Number.isInteger(count) ? { notice, ended: count } : null;
}
