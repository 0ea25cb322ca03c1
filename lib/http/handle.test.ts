import { beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { countRefused, countRefusedAnswer } from "@/lib/refused-requests";
import { handle } from "./handle";

vi.mock("@/lib/refused-requests");

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
])(
  "%s with the headers %j is answered %i; only accepted requests reach the handler",
  async (method, headers, status) => {
    expect((await ask(method, headers)).status).toBe(status);
    expect(handler).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  },
);

test("many changes that other sites request are one line of the log", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.advanceTimersByTime(10 * 60_000); // a line of another test may have been logged just now
  const warn = vi.spyOn(log, "warn");
  for (let n = 0; n < 5; n++) await ask("POST", { "sec-fetch-site": "cross-site" });
  vi.useRealTimers();
  expect(warn.mock.calls).toMatchObject([[{ event: "request.other_origin" }]]);
});

test("a refused change of another site is counted as forged, and nothing else is", async () => {
  vi.mocked(countRefused).mockClear();
  await ask("POST", { "sec-fetch-site": "same-origin" });
  await ask("POST", { "sec-fetch-site": "cross-site" });
  expect(vi.mocked(countRefused).mock.calls).toEqual([["forged"]]);
});

/* A user's rate is counted where it refuses, because some forms answer it otherwise (lib/require-rate.ts). */
test.each([
  [new AppError("too_large"), [[413]]],
  [new AppError("too_many", { waitS: "9" }), [[429]]],
  [new AppError("too_many", { reason: "rate", waitS: "9" }), []],
])("the answer to a failure (%#) is counted by its status", async (failure, counted) => {
  vi.mocked(countRefusedAnswer).mockClear();
  handler.mockRejectedValueOnce(failure);
  await ask("GET");
  expect(vi.mocked(countRefusedAnswer).mock.calls).toEqual(counted);
});

test("a handler receives the parameters of its path", async () => {
  const route = handle<{ id: string }>(async (_request, { id }) => Response.json({ id }));
  const answer = await route(new Request("http://localhost:3000/api/x/7"), {
    params: Promise.resolve({ id: "7" }),
  });
  expect(await answer.json()).toEqual({ id: "7" });
});

test("neither an answer nor a failure is cached", async () => {
  expect((await ask("GET")).headers.get("cache-control")).toBe("no-store");
  handler.mockRejectedValueOnce(new AppError("not_found"));
  const failed = await ask("GET");
  expect([failed.status, failed.headers.get("cache-control")]).toEqual([404, "no-store"]);
});

test.each([
  ["too_many", { reason: "rate", waitS: "90" }, 429, "90"],
  ["too_many", undefined, 429, "5"],
  ["unavailable", undefined, 503, "5"],
  ["conflict", { waitS: "9" }, 409, null],
] as const)(
  "%s with the detail %j is answered %i, and Retry-After is %s",
  async (code, detail, status, wait) => {
    handler.mockRejectedValueOnce(new AppError(code, detail));
    const failed = await ask("GET");
    expect([failed.status, failed.headers.get("retry-after")]).toEqual([status, wait]);
  },
);
