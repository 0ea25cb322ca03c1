/**
 * Of two with one name the last, as Next reads them: both must know a browser by the same one.
 *
 * @param cookies - as `document.cookie` and the header have them: `name=value; name=value`
 */
export function readCookie(cookies: string, name: string): string | undefined {
  const prefix = `${name}=`;
  return cookies
    .split(/; */)
    .findLast((cookie) => cookie.startsWith(prefix))
    ?.slice(prefix.length);
}
