import { asAppError } from "@/lib/http/error-response";
import { handle } from "@/lib/http/handle";
import { seeOther } from "@/lib/http/read-form";

/**
 * Wraps a handler that a plain form is sent to: what a person must know stands on a page, not in JSON. Who is signed out is sent to sign
 * in, and comes back; when the database can't answer, a page says so and leads back, too.
 *
 * @param back - the page of the form
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
