import { cookies } from "next/headers";
import { z } from "zod";
import { changePassword, endOtherSessions } from "@/lib/accounts/change-password";
import { cookieOptions, noticeCookieName } from "@/lib/auth/session/cookies";
import { requireViewer } from "@/lib/auth/session/guards";
import { originOf } from "@/lib/auth/sign-in/request-origin";
import { Busy } from "@/lib/auth/sign-in/sign-in-queue";
import { readForm, seeOther } from "@/lib/http/read-form";

const PAGE = "/me";
/** Until the page that follows has come, on a poor link too. */
const NOTICE_KEPT_FOR_S = 60;

const NewPassword = z.object({ current: z.string(), password: z.string() });
const OwnPassword = z.object({ current: z.string() });

/** What was done to one's own account. */
const ACCOUNT_NOTICES = ["password", "others"] as const;
type AccountNotice = (typeof ACCOUNT_NOTICES)[number];

/** `POST /api/me/password` */
export async function submitNewPassword(request: Request): Promise<Response> {
  const form = await readForm(request);
  const viewer = await requireViewer();
  const { current, password } = NewPassword.parse(form);
  const origin = await originOf(request.headers);
  return answer(
    "password",
    await changePassword(viewer, { current, next: password }, origin).catch(whenBusy),
  );
}

/** `POST /api/me/end-others` */
export async function submitEndOthers(request: Request): Promise<Response> {
  const form = await readForm(request);
  const viewer = await requireViewer();
  const { current } = OwnPassword.parse(form);
  return answer(
    "others",
    await endOtherSessions(viewer, current, await originOf(request.headers)).catch(whenBusy),
  );
}

/** Back to the page: a notice that only a cookie can give, or the fault in the address, at its form. */
async function answer(form: AccountNotice, outcome: string | { ended: number }): Promise<Response> {
  if (typeof outcome === "string") return seeOther(`${PAGE}?form=${form}&error=${outcome}#${form}`);
  const jar = await cookies();
  jar.set(noticeCookieName(), `${form}:${outcome.ended}`, { ...cookieOptions(), maxAge: NOTICE_KEPT_FOR_S });
  return seeOther(PAGE);
}

function whenBusy(error: unknown): "busy" {
  if (error instanceof Busy) return "busy";
  throw error;
}

/** What has just been done in this browser, and how many sessions it ended. */
export async function findAccountNotice(): Promise<{ notice: AccountNotice; ended: number } | null> {
  const [name, ended] = (await cookies()).get(noticeCookieName())?.value.split(":") ?? [];
  const notice = ACCOUNT_NOTICES.find((known) => known === name);
  const count = Number(ended);
  return notice && Number.isInteger(count) ? { notice, ended: count } : null;
}
