import { getAuthRoute, postAuthRoute } from "@/lib/auth/sign-in/auth-routes";
import { handle } from "@/lib/http/handle";

export const GET = handle(getAuthRoute);
export const POST = handle(postAuthRoute);
