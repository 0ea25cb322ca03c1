import { handle } from "@/lib/http/handle";
import { savePreference } from "@/lib/http/save-preference";

export const POST = handle(savePreference);
