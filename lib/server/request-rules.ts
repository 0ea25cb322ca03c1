import type { IncomingMessage } from "node:http";
import { hasBody, type Refusal } from "@/lib/server/refuse";

/** Addresses that begin so are Next's own. Browsers need only the files of the build. */
const OF_NEXT = "/_";
const FILES = "/_next/static/";
const HANDLERS = "/api/";
/** Addresses of its router for a Next behind a host of its own: middleware and page read them differently. */
const OF_ROUTER = /\.rsc\/?$/;

/** Addresses that a monitor asks. */
export const HEALTH = ["/api/health", "/api/health/ready"];

/** Methods that pages, files and monitors take. */
const READ = ["GET", "HEAD"];
/** Methods that other handlers take. For HEAD, Next would call that of GET. */
const READ_OR_CHANGE = ["GET", "POST"];

const NOT_FOUND: Refusal = { status: 404, code: "not_found" };

/** Returns why a request is refused whatever it asks for, or null. Its body is unread. */
export function refusalOf(request: IncomingMessage): Refusal | null {
  const isRead = READ.includes(request.method ?? "");
  const isSound = hasOneHost(request) && isPlainTarget(request.url) && !(isRead && hasBody(request));
  return isSound ? null : { status: 400, code: "bad_request" };
}

/**
 * Returns why a request that no other route answers is not for Next, or null. Next would keep the body of a
 * request for a page in memory, answer some methods with 500, and serve images and pages that the product
 * does not use.
 *
 * @param development - Next's own tools of development have addresses of Next, and take every method
 */
export function refusalByNext(
  { url = "", method = "" }: IncomingMessage,
  development: boolean,
): Refusal | null {
  const sent = url.split("?")[0] ?? "";
  const path = decodeURIComponent(sent);
  if (path.startsWith(OF_NEXT)) {
    if (development) return null;
    if (!sent.startsWith(FILES)) return NOT_FOUND;
  }
  if (OF_ROUTER.test(path)) return NOT_FOUND;
  const isHandler = path.startsWith(HANDLERS);
  if (isHandler && !sent.startsWith(HANDLERS)) return NOT_FOUND; // Next takes most of them for pages
  const isHealth = HEALTH.includes(path.replace(/\/$/, ""));
  const methods = isHandler && !isHealth ? READ_OR_CHANGE : READ;
  if (methods.includes(method)) return null;
  return { status: 405, code: "method_not_allowed", headers: { Allow: methods.join(", ") } };
}

/**
 * Returns whether a request names one host, once. Node.js keeps the first of two, a proxy may have read the
 * other one.
 */
function hasOneHost({ headers, rawHeaders }: IncomingMessage): boolean {
  const named = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === "host");
  return Boolean(headers.host) && named.length === 1;
}

/**
 * Returns whether a request target is a path that can be decoded and has one reading: a URL keeps it.
 * `//host` and `/\host` would name another host; `/api/../login` is another path; and Next would drop `#`
 * and the rest, and find a handler whose gate this server has not found.
 */
export function isPlainTarget(target: string | undefined): boolean {
  const path = target?.split("?")[0] ?? "";
  try {
    if (new URL(path, "http://localhost").pathname !== path) return false;
    return !decodeURIComponent(path).split("/").some(isDots);
  } catch {
    return false;
  }
}

const isDots = (segment: string) => segment === "." || segment === "..";
