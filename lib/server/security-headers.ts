import type { ServerResponse } from "node:http";

const HSTS_MAX_AGE_S = 365 * 24 * 3600;

/** What is no document of ours loads nothing; the middleware gives documents their own policy, with a nonce. */
const NO_DOCUMENT = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/** On every answer, files and errors too. */
export function securityHeaders(https: boolean): Record<string, string> {
  return {
    "Content-Security-Policy": NO_DOCUMENT,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(https ? { "Strict-Transport-Security": `max-age=${HSTS_MAX_AGE_S}` } : {}),
  };
}

export function setHeaders(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
