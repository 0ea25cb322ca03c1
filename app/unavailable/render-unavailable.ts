import { getTranslations } from "next-intl/server";
import { currentPreferences } from "@/lib/http/current-preferences";
import { RETRY_AFTER_S } from "@/lib/http/error-response";
import { themeAttribute } from "@/lib/preferences/themes";

/**
 * A page that is drawn again and again would be read aloud as often: this one stays until the other
 * answers.
 */
const TRY_AGAIN = `
const { href } = document.querySelector("a");
setTimeout(async function tryAgain() {
  const answer = await fetch(href, { method: "HEAD" }).catch(() => null);
  if (answer && answer.status !== 503) location.replace(href);
  else setTimeout(tryAgain, ${RETRY_AFTER_S * 1000});
}, ${RETRY_AFTER_S * 1000});
`;

/**
 * The page that says in words that the database can't answer. It asks for the page before it again by
 * itself, until that one answers.
 *
 * @param from - path of the page to go back to
 */
export async function renderUnavailable(nonce: string, from: string): Promise<string> {
  const t = await getTranslations("unavailable");
  const { language, theme } = await currentPreferences();
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<noscript><meta http-equiv="refresh" content="${RETRY_AFTER_S};url=${escapeAttribute(from)}"></noscript>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>${t("title")} · Konekte</title>
<style nonce="${nonce}">
:root { color-scheme: ${themeAttribute(theme) ?? "light dark"}; font: 0.875rem/1.5 system-ui, sans-serif }
:root { background: light-dark(#fafaf8, #121211); color: light-dark(#1a1a18, #eeede9) }
main { max-width: 28rem; margin: 20vh auto; padding: 0 1.25rem }
h1 { font-size: 1.25rem; font-weight: 600; text-wrap: balance }
a { color: light-dark(#1d4fc4, #8fb1ff) }
</style>
</head>
<body><main>
<h1>${t("title")}</h1>
<p>${t("kept")}</p>
<p>${t("retry", { seconds: RETRY_AFTER_S })}</p>
<p><a href="${escapeAttribute(from)}">${t("again")}</a></p>
</main>
<script nonce="${nonce}">${TRY_AGAIN}</script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
