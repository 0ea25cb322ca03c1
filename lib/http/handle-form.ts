import { asAppError } from "@/lib/http/error-response";
import { handle } from "@/lib/http/handle";
import { seeOther } from "@/lib/http/read-form";

/**
 * Wraps a handler that receives an HTML form without a script, so that failures lead the user to a page and
 * not to JSON. A signed-out user is redirected to `/login`, which leads back. When the database does not
 * answer, the user is redirected to `/unavailable`, which leads back too.
 *
 * @param back - path of the page with the form
 */
export function handleForm(back: string, handler: (request: Request) => Promise<Response>) {
  return handle((request) =>
    handler(request).catch((error: unknown) => {
      const code = asAppError(error)?.code;
      if (code === "unauthenticated") return seeOther(`/login?${new URLSearchParams({ callbackUrl: back })}`);
      if (code === "unavailable") return seeOther(`/unavailable?${new URLSearchParams({ from: back })}`);
      throw error;
    }),
  );
}
