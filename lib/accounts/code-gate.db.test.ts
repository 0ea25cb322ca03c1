import { expect, test } from "vitest";
import { activationCookieName } from "@/lib/auth/session/cookies";
import { prisma } from "@/lib/db/client";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import type { FormEvents } from "@/lib/server/gate";
import { makeUser } from "@/lib/testing/records/factories";
import { resetPasswords } from "@/lib/users/reset-passwords";
import { SYSTEM } from "@/lib/viewer";
import { gateCode, gateNewPassword } from "./code-gate";

const WRONG = "0000-0000-0000-0000";
const from = (ipAddress: string, cookie = "") => new Headers({ [ADDRESS_HEADER]: ipAddress, cookie });
const location = (refusal: Response | null) => refusal?.headers.get("location") ?? "passes";

/** The events of a form whose client stays. */
const STAYS: FormEvents = { whenEnded: () => {}, whenDone: () => {} };

/** Asks the gate of each form of an activation. */
async function ask(code: string, ipAddress: string): Promise<string[]> {
  const form = String(new URLSearchParams({ code }));
  const cookie = `${activationCookieName()}=${encodeURIComponent(code)}`;
  return [
    location(await gateCode(from(ipAddress), form, STAYS)),
    location(await gateNewPassword(from(ipAddress, cookie), "password=x", STAYS)),
  ];
}

test("a right code passes, however many wrong ones its address has sent; a wrong one never does", async () => {
  const { id } = await makeUser();
  const { issued } = await prisma.$transaction((tx) => resetPasswords(tx, SYSTEM, [id]));
  const code = issued[0]?.code ?? "";
  expect(await ask(code, "203.0.113.1")).toEqual(["passes", "passes"]);
  expect(await ask(WRONG, "203.0.113.1")).toEqual(["/activate?error=code", "/activate?error=code"]);
  for (let n = 0; n < 50; n++) await ask(WRONG, "203.0.113.1");
  const [first] = await ask(WRONG, "203.0.113.1");
  expect(first).toMatch(/^\/activate\?error=wait-[1-5]$/);
  expect(await ask(code, "203.0.113.1")).toEqual(["passes", "passes"]);
});

test("an empty code passes, because it deletes the cookie; without a cookie no password is set", async () => {
  expect(location(await gateCode(from("203.0.113.2"), "code=", STAYS))).toBe("passes");
  expect(location(await gateNewPassword(from("203.0.113.2"), "password=x", STAYS))).toBe(
    "/activate?error=code",
  );
});

/* Negative control: the first of two, so that a wrong code reaches Next behind an empty one. */
test("of two codes in a form the gate reads the last one, like its handler", async () => {
  const body = `code=&code=${WRONG}`;
  expect(location(await gateCode(from("203.0.113.4"), body, STAYS))).toBe("/activate?error=code");
});

test("a cookie that can't be decoded is no code", async () => {
  const headers = from("203.0.113.3", `${activationCookieName()}=%E0%A4`);
  expect(location(await gateNewPassword(headers, "password=x", STAYS))).toBe("/activate?error=code");
});
