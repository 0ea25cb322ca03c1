const BASE = "http://konekte.invalid";
/**
 * Characters and escapes that our own paths never have. Browsers read a backslash as a slash and drop control
 * characters.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern rejects control characters
const NEVER_OURS = /[\u0000-\u0020\u007f\\]|%0[0-9a-f]|%1[0-9a-f]|%5c/i;

/**
 * Returns a path that is safe to open after sign-in, from input that anybody can write.
 *
 * @param origin - our own origin; an absolute address under it is reduced to its path
 * @returns a path on this site, with its query; `/` for everything else
 */
export function safePath(target: string | null | undefined, origin: string): string {
  if (!target || NEVER_OURS.test(target)) return "/";
  const path = target.startsWith(`${origin}/`) ? target.slice(origin.length) : target;
  if (!path.startsWith("/") || path.startsWith("//")) return "/";
  if (!URL.canParse(path, BASE)) return "/";
  const parsed = new URL(path, BASE);
  if (parsed.origin !== BASE || parsed.pathname.startsWith("//")) return "/";
  if (parsed.pathname.startsWith("/api/")) return "/"; // a handler, not a page
  return parsed.pathname + parsed.search;
}
