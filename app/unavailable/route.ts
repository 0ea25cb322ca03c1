import { env } from "@/lib/env";
import { RETRY_AFTER_S } from "@/lib/http/error-response";
import { NONCE_HEADER } from "@/lib/http/page-headers";
import { safePath } from "@/lib/http/safe-path";
import { renderUnavailable } from "./render-unavailable";

/**
 * Answers 503 with a page for an unavailable database. Pages redirect here, because a Next page can't set
 * this status itself.
 */
export async function GET(request: Request): Promise<Response> {
  const from = safePath(new URL(request.url).searchParams.get("from"), env().appUrl);
  return new Response(await renderUnavailable(request.headers.get(NONCE_HEADER) ?? "", from), {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Retry-After": String(RETRY_AFTER_S),
    },
  });
}
