/**
 * Reads a cookie by its name, exactly as Next does, because both must identify a browser by the same cookie:
 * a value is decoded, one that can't be decoded does not count, and of several the last one counts.
 *
 * @param cookies - value of the `Cookie` header or of `document.cookie`: `name=value; name=value`
 */
export function readCookie(cookies: string, name: string): string | undefined {
  const prefix = `${name}=`;
  const values = cookies
    .split(/; */)
    .map((cookie) => (cookie === name ? `${prefix}true` : cookie))
    .filter((cookie) => cookie.startsWith(prefix))
    .map((cookie) => decode(cookie.slice(prefix.length)));
  return values.findLast((value) => value !== undefined);
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
