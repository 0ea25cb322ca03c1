import { getTranslations } from "next-intl/server";
import { currentPreferences } from "@/lib/http/current-preferences";
import { RETRY_AFTER_S } from "@/lib/http/error-response";
import { themeAttribute } from "@/lib/preferences/themes";

/**
 * Script that polls the page and opens it when it answers. It does not reload this page, because screen
 * readers would read it again each time.
 */
const retryScript = (everyS: number) => `
const { href } = document.querySelector("a");
setTimeout(async function tryAgain() {
  const answer = await fetch(href, { method: "HEAD" }).catch(() => null);
  if (answer && answer.status !== 503 && answer.status !== 429) location.replace(href);
  else setTimeout(tryAgain, ${everyS * 1000});
}, ${everyS * 1000});
`;

/**
 * Returns the HTML of the page for an unavailable database, or for a user who must wait. That page retries
 * the original page by itself until it answers.
 *
 * @param from - path of the original page
 * @param waitS - seconds that the user must wait; null: the database is unavailable
 */
export async function renderUnavailable(nonce: string, from: string, waitS: number | null): Promise<string> {
  const t = await getTranslations("unavailable");
  const everyS = waitS ?? RETRY_AFTER_S;
  const title = t(waitS === null ? "title" : "tooMany");
  const { language, theme } = await currentPreferences();
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<noscript><meta http-equiv="refresh" content="${everyS};url=${escapeAttribute(from)}"></noscript>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>${title} · Konekte</title>
<style nonce="${nonce}">
:root { color-scheme: ${themeAttribute(theme) ?? "light dark"}; font: 0.875rem/1.5 system-ui, sans-serif }
:root { background: light-dark(#fafaf8, #121211); color: light-dark(#1a1a18, #eeede9) }
main { max-width: 28rem; margin: 20vh auto; padding: 0 1.25rem }
h1 { font-size: 1.25rem; font-weight: 600; text-wrap: balance }
a { color: light-dark(#1d4fc4, #8fb1ff) }
</style>
</head>
<body><main>
<h1>${title}</h1>
<p>${t(waitS === null ? "kept" : "tooManyText")}</p>
<p>${t("retry", { seconds: everyS })}</p>
<p><a href="${escapeAttribute(from)}">${t("again")}</a></p>
</main>
<script nonce="${nonce}">${retryScript(everyS)}</script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
