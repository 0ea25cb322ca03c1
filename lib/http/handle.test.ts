import { beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { handle } from "./handle";

const handler = vi.fn(async () => Response.json({ done: true }));

beforeEach(() => handler.mockClear());

const ask = (method: string, headers: HeadersInit = {}) =>
  handle(handler)(new Request("http://localhost:3000/api/x", { method, headers }), {
    params: Promise.resolve({}),
  });

test.each([
  ["GET", {}, 200],
  ["HEAD", { "sec-fetch-site": "cross-site" }, 200],
  ["POST", { "sec-fetch-site": "same-origin" }, 200],
  ["POST", { "sec-fetch-site": "same-site" }, 403],
  ["POST", { "sec-fetch-site": "cross-site" }, 403],
  ["POST", { origin: "http://elsewhere.example" }, 403],
  ["POST", {}, 403],
  ["PUT", {}, 403],
  ["DELETE", {}, 403],
])("%s with %j is answered %3$i, and a refused handler is not called", async (method, headers, status) => {
  expect((await ask(method, headers)).status).toBe(status);
  expect(handler).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
});

test("a handler gets the parameters of its path", async () => {
  const route = handle<{ id: string }>(async (_request, { id }) => Response.json({ id }));
  const answer = await route(new Request("http://localhost:3000/api/x/7"), {
    params: Promise.resolve({ id: "7" }),
  });
  expect(await answer.json()).toEqual({ id: "7" });
});

test("an answer is never cached, a failure neither", async () => {
  expect((await ask("GET")).headers.get("cache-control")).toBe("no-store");
  handler.mockRejectedValueOnce(new AppError("not_found"));
  const failed = await ask("GET");
  expect([failed.status, failed.headers.get("cache-control")]).toEqual([404, "no-store"]);
});
