import { submitPassword } from "@/lib/accounts/activation-routes";
import { handleForm } from "@/lib/http/handle-form";

export const POST = handleForm("/activate", submitPassword);
