import { cookies } from "next/headers";
import { cookieOptions, noticeCookieName } from "@/lib/auth/session/cookies";
import { seeOther } from "@/lib/http/read-form";

const PAGE = "/me";
/** Until the page that follows has come, on a poor link too. */
const NOTICE_KEPT_FOR_S = 60;

/** What was done to one's own account. */
const ACCOUNT_NOTICES = ["password", "others"] as const;
type AccountNotice = (typeof ACCOUNT_NOTICES)[number];

/** Back to the page: a notice that only a cookie can give, or the fault in the address, at its form. */
export async function answerAccountForm(
  form: AccountNotice,
  outcome: string | { ended: number },
): Promise<Response> {
  if (typeof outcome === "string") return seeOther(`${PAGE}?form=${form}&error=${outcome}#${form}`);
  const jar = await cookies();
  jar.set(noticeCookieName(), `${form}:${outcome.ended}`, { ...cookieOptions(), maxAge: NOTICE_KEPT_FOR_S });
  return seeOther(PAGE);
}

/** What has just been done in this browser, and how many sessions it ended. */
export async function findAccountNotice(): Promise<{ notice: AccountNotice; ended: number } | null> {
  const [name, ended] = (await cookies()).get(noticeCookieName())?.value.split(":") ?? [];
  const notice = ACCOUNT_NOTICES.find((known) => known === name);
  const count = Number(ended);
  return notice && Number.isInteger(count) ? { notice, ended: count } : null;
}
