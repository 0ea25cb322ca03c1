import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { isPlainTarget, refusalByNext, refusalOf } from "./request-rules";

function makeRequest(method: string, url: string, headers: Record<string, string> = {}): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url, headers: { host: "x", ...headers } });
  request.rawHeaders = Object.entries(request.headers).flatMap(([name, value]) => [name, String(value)]);
  return request;
}

const production = (method: string, url: string) => refusalByNext(makeRequest(method, url), false);

test.each([
  ["/", true],
  ["/login?x=%", true],
  ["/%C3%A9", true],
  ["/%", false],
  ["/%ff", false],
  ["/a%2fb", true],
  ["/.well-known/x..y", true],
  ["/login?x=/../y", true],
  ["/api/../login", false],
  ["/api/%2e%2E/login", false],
  ["/./login", false],
  ["/api/..", false],
  ["/api\\..\\login", false],
  ["/login#", false],
  ["/api/auth/callback/credentials#x?y", false],
  ["/api/..#", false],
  ["/login?x=#", true],
  ["/a b", false],
  ["/\u00e9", false],
  ["/(a)/[b]/%5Bc%5D/~d'e|f", true],
  ["//evil", false],
  ["/\\evil", false],
  ["http://evil/", false],
  ["*", false],
  [undefined, false],
])("the target %s is plain: %s", (target, plain) => {
  expect(isPlainTarget(target)).toBe(plain);
});

test.each([
  ["GET", "/login", null],
  ["HEAD", "/login", null],
  ["POST", "/login", 405],
  ["OPTIONS", "/login", 405],
  ["TRACE", "/login", 405],
  ["POST", "/api", 405],
  ["POST", "/%61pi/auth/csrf", 404],
  ["POST", "/api/auth/csrf", null],
  ["GET", "/api/nowhere", null],
  ["HEAD", "/api/me/export", 405],
  ["HEAD", "/%61pi/me/export", 404],
  ["HEAD", "/api/health", null],
  ["HEAD", "/api/health/", null],
  ["HEAD", "/api/health/ready?x=1", null],
  ["TRACE", "/api/nowhere", 405],
  ["PUT", "/api/nowhere", 405],
  ["GET", "/_next/static/chunks/a.js?v=1", null],
  ["POST", "/_next/static/chunks/a.js", 405],
  ["GET", "/_next/image?url=/icon.svg&w=64&q=75", 404],
  ["GET", "/%5Fnext/image", 404],
  ["GET", "/_next%2fstatic/a.js", 404],
  ["GET", "/_next/data/build/login.json", 404],
  ["GET", "/_global-error", 404],
  ["POST", "/_error", 404],
  ["HEAD", "/admin/users/x.rsc", 404],
  ["GET", "/login.rsc?x=1", 404],
  ["GET", "/login.segments/_tree.segment%2ersc", 404],
  ["GET", "/rsc", null],
])("%s %s is refused before Next with %s", (method, url, status) => {
  expect(production(method, url)?.status ?? null).toBe(status);
});

test("a method that is refused is answered with those that are not", () => {
  expect(production("POST", "/me")?.headers).toEqual({ Allow: "GET, HEAD" });
  expect(production("DELETE", "/api/me/export")?.headers).toEqual({ Allow: "GET, POST" });
});

test("Next's tools of development take every method, and pages do not", () => {
  expect(refusalByNext(makeRequest("POST", "/__nextjs_original-stack-frames"), true)).toBeNull();
  expect(refusalByNext(makeRequest("POST", "/login"), true)?.status).toBe(405);
});

test.each([
  ["GET", { "content-length": "1" }, 400],
  ["GET", { "transfer-encoding": "chunked" }, 400],
  ["HEAD", { "content-length": "9000000" }, 400],
  ["GET", { "content-length": "0" }, null],
  ["POST", { "content-length": "1" }, null],
])("%s with %o is refused with %s", (method, headers, status) => {
  expect(refusalOf(makeRequest(method, "/", headers))?.status ?? null).toBe(status);
});
