import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/env";
import { handle } from "@/lib/http/handle";
import { seeOther } from "@/lib/http/read-form";
import { readText } from "@/lib/http/read-text";
import { safePath } from "@/lib/http/safe-path";
import { LANGUAGE_COOKIE, LANGUAGES } from "@/lib/preferences/languages";
import { THEME_COOKIE, THEMES } from "@/lib/preferences/themes";

const MAX_FORM_BYTES = 4 * 1024;
const ONE_YEAR_S = 365 * 24 * 3600;

const Form = z
  .object({
    language: z.enum(LANGUAGES).optional(),
    theme: z.enum(THEMES).optional(),
    from: z.string().optional(),
  })
  .refine(({ language, theme }) => language ?? theme, { path: ["language"] });

/**
 * Stores the chosen language or theme in a cookie and redirects back to the page. It requires no sign-in and
 * changes nothing but these two cookies.
 */
export const POST = handle(async (request) => {
  const form = Form.parse(Object.fromEntries(new URLSearchParams(await readText(request, MAX_FORM_BYTES))));
  const chosen = await cookies();
  if (form.language) chosen.set(LANGUAGE_COOKIE, form.language, cookieOptions());
  if (form.theme === "system") chosen.set(THEME_COOKIE, "", { ...cookieOptions(), maxAge: 0 });
  else if (form.theme) chosen.set(THEME_COOKIE, form.theme, cookieOptions());
  return seeOther(returnPathOf(request.headers.get("referer"), form.from));
});

/**
 * Returns options that let scripts read the cookies, because the global error page needs the language and the
 * theme.
 */
function cookieOptions() {
  const secure = env().appUrl.startsWith("https:");
  return { httpOnly: false, sameSite: "lax", path: "/", maxAge: ONE_YEAR_S, secure } as const;
}

/**
 * Returns the path to go back to. `Referer` takes precedence over the form's `from`, because a search or a
 * filter changes the address of a page without a request.
 */
function returnPathOf(referer: string | null, from: string | undefined): string {
  const here = safePath(referer, env().appUrl);
  return here === "/" ? safePath(from, env().appUrl) : here;
}
