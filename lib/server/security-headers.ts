import type { ServerResponse } from "node:http";

const HSTS_MAX_AGE_S = 365 * 24 * 3600;

/** Policy of an answer that is no document: it loads nothing. The middleware sets the policy of documents. */
const NO_DOCUMENT = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/** Returns the headers of every answer, also of files and errors. */
export function securityHeaders(https: boolean): Record<string, string> {
  return {
    "Content-Security-Policy": NO_DOCUMENT,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(https ? { "Strict-Transport-Security": `max-age=${HSTS_MAX_AGE_S}; includeSubDomains` } : {}),
  };
}

export function setHeaders(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
