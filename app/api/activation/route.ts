import { z } from "zod";
import { findOwner } from "@/lib/accounts/activate";
import { deleteCode, storeCode } from "@/lib/accounts/activation-code-cookie";
import { orTryLater } from "@/lib/auth/sign-in/try-later";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { handleForm } from "@/lib/http/handle-form";
import { readForm, seeOther } from "@/lib/http/read-form";

const Form = z.object({ code: z.string().max(100) });

/** The first step of an activation: keeps a valid code in a cookie. An empty code deletes the cookie. */
export const POST = handleForm("/activate", async (request) => {
  const { code } = Form.parse(await readForm(request));
  if (code === "") {
    await deleteCode();
    return seeOther("/activate");
  }
  const owner = await orTryLater(findOwner(code, request.headers.get(ADDRESS_HEADER)));
  if (typeof owner === "string") return seeOther(`/activate?error=${owner}`);
  if (!owner) return seeOther("/activate?error=code");
  await storeCode(code);
  return seeOther("/activate");
});
