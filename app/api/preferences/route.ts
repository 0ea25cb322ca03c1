import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/env";
import { handle } from "@/lib/http/handle";
import { seeOther } from "@/lib/http/read-form";
import { readText } from "@/lib/http/read-text";
import { safePath } from "@/lib/http/safe-path";
import { LANGUAGE_COOKIE, LANGUAGES } from "@/lib/preferences/languages";
import { THEME_COOKIE, THEMES } from "@/lib/preferences/themes";

const MAX_FORM_BYTES = 16 * 1024;
const ONE_YEAR_S = 365 * 24 * 3600;

const Form = z
  .object({
    language: z.enum(LANGUAGES).optional(),
    theme: z.enum(THEMES).optional(),
    from: z.string().optional(),
  })
  .refine(({ language, theme }) => language ?? theme, { path: ["language"] });

/**
 * Notes in this browser which language or theme was chosen, and goes back to the page. It is for everybody,
 * and touches nothing but these two cookies.
 */
export const POST = handle(async (request) => {
  const form = Form.parse(Object.fromEntries(new URLSearchParams(await readText(request, MAX_FORM_BYTES))));
  const chosen = await cookies();
  if (form.language) chosen.set(LANGUAGE_COOKIE, form.language, cookieOptions());
  if (form.theme === "system") chosen.set(THEME_COOKIE, "", { ...cookieOptions(), maxAge: 0 });
  else if (form.theme) chosen.set(THEME_COOKIE, form.theme, cookieOptions());
  return seeOther(placeOf(request.headers.get("referer"), form.from));
});

/** No secret, and a script may read them: what stands in for a page that failed speaks the language, too. */
function cookieOptions() {
  const secure = env().appUrl.startsWith("https:");
  return { httpOnly: false, sameSite: "lax", path: "/", maxAge: ONE_YEAR_S, secure } as const;
}

/**
 * A page changes its address without asking the server (a search, a filter), so the browser knows better
 * than the form where the person is.
 */
function placeOf(referer: string | null, from: string | undefined): string {
  const here = safePath(referer, env().appUrl);
  return here === "/" ? safePath(from, env().appUrl) : here;
}
