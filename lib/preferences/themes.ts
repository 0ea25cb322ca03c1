/** `system` follows the device, light or dark. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Cookie with the theme that was chosen in this browser; absent for `system`. */
export const THEME_COOKIE = "konekte.theme";

/**
 * Returns the theme of a cookie, or `system`.
 *
 * @param chosen - value of the cookie, which a client can set to any text
 */
export function themeOf(chosen: string | undefined): Theme {
  return THEMES.find((theme) => theme === chosen) ?? "system";
}

/** Returns the `data-theme` attribute of a document, which app/palette.css reads; undefined for `system`. */
export function themeAttribute(theme: Theme): "light" | "dark" | undefined {
  return theme === "system" ? undefined : theme;
}
