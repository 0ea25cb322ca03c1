import { z } from "zod";
import { activate } from "@/lib/accounts/activate";
import { deleteCode, findStoredCode } from "@/lib/accounts/activation-code-cookie";
import { setSessionCookie } from "@/lib/auth/session/set-session-cookie";
import { clientInfoOf, rememberBrowser } from "@/lib/auth/sign-in/client-info";
import { orTryLater } from "@/lib/auth/sign-in/try-later";
import { handleForm } from "@/lib/http/handle-form";
import { readForm, seeOther } from "@/lib/http/read-form";

const Form = z.object({ password: z.string() });

/** The second step of an activation: sets the password and signs the user in. */
export const POST = handleForm("/activate", async (request) => {
  const { password } = Form.parse(await readForm(request));
  const client = await clientInfoOf(request.headers);
  const outcome = await orTryLater(activate((await findStoredCode()) ?? "", password, client));
  if (typeof outcome === "string") return seeOther(`/activate?error=${outcome}`);
  if ("fault" in outcome) {
    if (outcome.fault === "code") await deleteCode();
    return seeOther(`/activate?error=${outcome.fault}`);
  }
  await setSessionCookie(outcome);
  await deleteCode();
  await rememberBrowser(outcome.userId);
  return seeOther("/");
});
