const MAX_CODE_POINTS = 512;
const UNSTORABLE = /\p{Cc}|\p{Surrogate}/gu;

/**
 * Cleans a `User-Agent` header for storage and display: removes control characters and lone surrogates, and
 * keeps 512 code points.
 *
 * @returns null when nothing is left
 */
export function cleanUserAgent(header: string | null | undefined): string | null {
  const cleaned = (header ?? "").replace(UNSTORABLE, "").trim();
  return Array.from(cleaned).slice(0, MAX_CODE_POINTS).join("") || null;
}
