/** `system`: as the device is set, light or dark. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Absent for `system`. */
export const THEME_COOKIE = "konekte.theme";

/** @param chosen - of a cookie: anybody can write anything there */
export function themeOf(chosen: string | undefined): Theme {
  return THEMES.find((theme) => theme === chosen) ?? "system";
}

/** `data-theme` of a document, which app/palette.css reads. */
export function themeAttribute(theme: Theme): "light" | "dark" | undefined {
  return theme === "system" ? undefined : theme;
}
