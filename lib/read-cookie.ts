/**
 * Reads a cookie by its name. When two have the same name the last one counts, as in Next, because both must
 * identify a browser by the same cookie.
 *
 * @param cookies - value of the `Cookie` header or of `document.cookie`: `name=value; name=value`
 * @returns the value as it is written there, not decoded
 */
export function readCookie(cookies: string, name: string): string | undefined {
  const prefix = `${name}=`;
  return cookies
    .split(/; */)
    .findLast((cookie) => cookie.startsWith(prefix))
    ?.slice(prefix.length);
}
