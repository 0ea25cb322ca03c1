import { z } from "zod";
import { env } from "@/lib/env";
import { RETRY_AFTER_S } from "@/lib/http/error-response";
import { NONCE_HEADER } from "@/lib/http/page-headers";
import { safePath } from "@/lib/http/safe-path";
import { renderUnavailable } from "./render-unavailable";

/** Seconds to wait in the address, which anybody can write. */
const Wait = z.coerce.number().int().min(1).max(3_600).nullable().catch(null);

/**
 * Answers 503 with a page for an unavailable database, or 429 with the wait for a user who has read too much.
 * Pages redirect here, because a Next page can't set these statuses itself.
 */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const from = safePath(asked.get("from"), env().appUrl);
  const waitS = asked.has("wait") ? Wait.parse(asked.get("wait")) : null;
  const nonce = request.headers.get(NONCE_HEADER) ?? "";
  return new Response(await renderUnavailable(nonce, from, waitS), {
    status: waitS === null ? 503 : 429,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Retry-After": String(waitS ?? RETRY_AFTER_S),
    },
  });
}
