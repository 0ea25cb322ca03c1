const BASE = "http://konekte.invalid";
/** Browsers read a backslash as a slash, and drop control characters: neither belongs in an address of ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const NEVER_OURS = /[\u0000-\u0020\u007f\\]|%0[0-9a-f]|%1[0-9a-f]|%5c/i;

/**
 * A place to go to after signing in, from a source that anybody can write.
 *
 * @param origin - our own origin: an absolute address under it is taken by its path
 * @returns a path on this site, with its query; `/` for everything else
 */
export function safePath(target: string | null | undefined, origin: string): string {
  if (!target || NEVER_OURS.test(target)) return "/";
  const path = target.startsWith(`${origin}/`) ? target.slice(origin.length) : target;
  if (!path.startsWith("/") || path.startsWith("//")) return "/";
  if (!URL.canParse(path, BASE)) return "/";
  const parsed = new URL(path, BASE);
  if (parsed.origin !== BASE || parsed.pathname.startsWith("//")) return "/";
  if (parsed.pathname.startsWith("/api/")) return "/"; // no page
  return parsed.pathname + parsed.search;
}
