import { getLocale, getTranslations } from "next-intl/server";
import { env } from "@/lib/env";
import { RETRY_AFTER_S } from "@/lib/http/handle";
import { NONCE_HEADER } from "@/lib/http/page-headers";
import { safePath } from "@/lib/http/safe-path";

/**
 * Where a page sends people while the database can't answer: 503 in words. It tries the page again by itself, which leads back
 * here for as long as need be.
 */
export async function answerUnavailable(request: Request): Promise<Response> {
  const from = safePath(new URL(request.url).searchParams.get("from"), env().appUrl);
  return new Response(await renderPage(request.headers.get(NONCE_HEADER) ?? "", from), {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Retry-After": String(RETRY_AFTER_S),
    },
  });
}

async function renderPage(nonce: string, from: string): Promise<string> {
  const t = await getTranslations("unavailable");
  return `<!doctype html>
<html lang="${await getLocale()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${RETRY_AFTER_S};url=${escapeAttribute(from)}">
<title>${t("title")} · Konekte</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
main { max-width: 32rem; margin: 15vh auto; padding: 0 1rem }
h1 { font-size: 1.25rem }
</style>
</head>
<body><main>
<h1>${t("title")}</h1>
<p>${t("kept")}</p>
<p>${t("retry", { seconds: RETRY_AFTER_S })}</p>
<p><a href="${escapeAttribute(from)}">${t("again")}</a></p>
</main></body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
