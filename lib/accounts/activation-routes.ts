import { cookies } from "next/headers";
import { z } from "zod";
import { activate, findOwner, findOwnerAgain, type Owner } from "@/lib/accounts/activate";
import { activationCookieName, cookieOptions } from "@/lib/auth/session/cookies";
import { sealSessionCookie, sessionCookieLifeS } from "@/lib/auth/session/session-cookie";
import { knowDevice, originOf } from "@/lib/auth/sign-in/request-origin";
import { Busy } from "@/lib/auth/sign-in/sign-in-queue";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { readForm, seeOther } from "@/lib/http/read-form";

/** For choosing a password in peace. */
const CODE_KEPT_FOR_S = 30 * 60;
const PAGE = "/activate";

const Code = z.object({ code: z.string().max(100) });
const Password = z.object({ password: z.string() });

/** The first step: a code that can be used is kept in this browser; an empty one is forgotten. */
export async function submitCode(request: Request): Promise<Response> {
  const { code } = Code.parse(await readForm(request));
  const jar = await cookies();
  if (code === "") {
    jar.delete(activationCookieName());
    return seeOther(PAGE);
  }
  const owner = await findOwner(code, request.headers.get(ADDRESS_HEADER));
  if (typeof owner === "string") return seeOther(`${PAGE}?error=${owner}`);
  jar.set(activationCookieName(), code, { ...cookieOptions(), maxAge: CODE_KEPT_FOR_S });
  return seeOther(PAGE);
}

/** The second step: the password is chosen, and its owner is in. */
export async function submitPassword(request: Request): Promise<Response> {
  const { password } = Password.parse(await readForm(request));
  const jar = await cookies();
  const origin = await originOf(request.headers);
  const code = jar.get(activationCookieName())?.value ?? "";
  const outcome = await activate(code, password, origin).catch(whenBusy);
  if ("fault" in outcome) {
    if (outcome.fault === "code") jar.delete(activationCookieName());
    return seeOther(`${PAGE}?error=${outcome.fault}`);
  }
  const session = await sealSessionCookie(outcome);
  jar.set(session.name, session.value, { ...cookieOptions(), maxAge: sessionCookieLifeS() });
  jar.delete(activationCookieName());
  await knowDevice(outcome.userId, origin);
  return seeOther("/");
}

function whenBusy(error: unknown): { fault: "busy" } {
  if (error instanceof Busy) return { fault: "busy" };
  throw error;
}

/** Whose code this browser has given; null when it has none that can be used. */
export async function findOwnerHere(ipAddress: string | null): Promise<Owner | null> {
  const code = (await cookies()).get(activationCookieName())?.value;
  return code ? findOwnerAgain(code, ipAddress) : null;
}
