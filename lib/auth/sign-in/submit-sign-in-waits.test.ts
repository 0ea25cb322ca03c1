import { beforeEach, expect, test, vi } from "vitest";
import { waitToAnswer } from "./answer-wait";
import { waitToSayBusy } from "./gate-lookups";
import type { SignInAttempt } from "./sign-in-attempt";
import { submitSignIn } from "./submit-sign-in";

const outcome = vi.hoisted(() => vi.fn<() => SignInAttempt["outcome"]>());
vi.mock("next-auth", () => ({ default: async () => new Response(null) }));
vi.mock("./next-auth-options", () => ({
  authOptions: (attempt: SignInAttempt) => Object.assign(attempt, { outcome: outcome(), waitS: 15 }),
}));
vi.mock("./answer-wait", () => ({ waitToAnswer: vi.fn(() => wait) }));
vi.mock("./gate-lookups", () => ({ waitToSayBusy: vi.fn(() => wait) }));

let wait: Promise<void>;
let end = () => {};

beforeEach(() => {
  vi.clearAllMocks();
  wait = new Promise((resolve) => (end = resolve));
});

/* Negative control: without the wait of the second and third row, the time tells which names are users. */
test.each([
  ["CredentialsSignin", 401, [], 0],
  ["Wait", 429, [[1_234]], 0],
  ["WaitUnlessFamiliar", 429, [[1_234]], 0],
  ["Busy", 503, [], 1],
] as const)("the answer %s (%i) is given when its wait is over", async (code, status, waits, busy) => {
  outcome.mockReturnValue(code);
  const answered = vi.fn();
  const asked = submitSignIn("http://localhost:3000", new URLSearchParams({ json: "true" }), 1_234);
  asked.then(answered, answered);
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toHaveBeenCalledTimes(waits.length + busy > 0 ? 0 : 1);
  end();
  expect((await asked).status).toBe(status);
  expect(vi.mocked(waitToAnswer).mock.calls).toEqual(waits);
  expect(waitToSayBusy).toHaveBeenCalledTimes(busy);
});
