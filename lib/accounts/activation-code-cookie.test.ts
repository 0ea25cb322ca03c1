import { NextResponse } from "next/server";
import { expect, test, vi } from "vitest";
import { deleteCode, storeCode } from "./activation-code-cookie";

const { cookies } = NextResponse.next();
vi.mock("next/headers", () => ({ cookies: () => Promise.resolve(cookies) }));

/* Negative control: `cookies().delete(name)` sends no `Secure`. */
test("over https a code is deleted with the attributes without which browsers ignore the cookie", async () => {
  vi.stubEnv("APP_URL", "https://konekte.example");
  await storeCode("K7QF-9M2X-4TBR-WJ6H");
  const name = "__Host-konekte.activation";
  expect(cookies.get(name)).toMatchObject({ value: "K7QF-9M2X-4TBR-WJ6H", secure: true, path: "/" });
  await deleteCode();
  expect(cookies.get(name)).toMatchObject({ value: "", maxAge: 0, secure: true, path: "/" });
});
