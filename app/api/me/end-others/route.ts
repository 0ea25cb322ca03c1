import { z } from "zod";
import { answerAccountForm } from "@/lib/accounts/account-notice";
import { endOtherSessions } from "@/lib/accounts/change-password";
import { requireViewer } from "@/lib/auth/session/guards";
import { clientInfoOf } from "@/lib/auth/sign-in/client-info";
import { orTryLater } from "@/lib/auth/sign-in/try-later";
import { handleForm } from "@/lib/http/handle-form";
import { readForm } from "@/lib/http/read-form";

const Form = z.object({ current: z.string() });

export const POST = handleForm("/me", async (request) => {
  const viewer = await requireViewer();
  const { current } = Form.parse(await readForm(request));
  const client = await clientInfoOf(request.headers);
  return answerAccountForm("others", await orTryLater(endOtherSessions(viewer, current, client)));
});
