import { submitCode } from "@/lib/accounts/activation-routes";
import { handleForm } from "@/lib/http/handle-form";

export const POST = handleForm("/activate", submitCode);
