const MAX_CODE_POINTS = 512;
const UNSTORABLE = /\p{Cc}|\p{Surrogate}/gu;

/** What of a `User-Agent` header can be stored and shown: no control characters or lone surrogates, 512 code points. */
export function cleanUserAgent(header: string | null | undefined): string | null {
  const cleaned = (header ?? "").replace(UNSTORABLE, "").trim();
  return Array.from(cleaned).slice(0, MAX_CODE_POINTS).join("") || null;
}
