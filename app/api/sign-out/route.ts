import { signOut } from "@/lib/auth/session/sign-out";
import { asAppError } from "@/lib/http/error-response";
import { handle } from "@/lib/http/handle";
import { seeOther } from "@/lib/http/read-form";

/**
 * Signs the browser out. When the sign-out can't be stored, a browser gets a page that says so, and a script
 * the 503.
 */
export const POST = handle(async (request) => {
  try {
    await signOut();
  } catch (error) {
    if (asAppError(error)?.code !== "unavailable" || !wantsPage(request)) throw error;
    return seeOther("/unavailable?from=/");
  }
  return seeOther("/login", { "Clear-Site-Data": '"cache"' });
});

function wantsPage(request: Request): boolean {
  return request.headers.get("accept")?.includes("text/html") ?? false;
}
