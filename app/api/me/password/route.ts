import { submitNewPassword } from "@/lib/accounts/account-routes";
import { handleForm } from "@/lib/http/handle-form";

export const POST = handleForm("/me", submitNewPassword);
