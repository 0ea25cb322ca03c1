import { signOut } from "@/lib/auth/session/sign-out";
import { handle } from "@/lib/http/handle";

export const POST = handle(signOut);
