import { createCipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { decode } from "next-auth/jwt";
import { beforeAll, expect, test, vi } from "vitest";
import { countRefused } from "@/lib/refused-requests";
import { authSecret, openClaimedSession, openSessionCookie, sealSessionCookie } from "./session-cookie";

vi.mock("@/lib/refused-requests");

const session = { sessionKey: randomBytes(32).toString("base64url"), userId: randomUUID() };

beforeAll(() => {
  vi.stubEnv("NEXTAUTH_SECRET", randomBytes(32).toString("hex"));
});

test("a cookie that we sealed opens", async () => {
  const { value } = await sealSessionCookie(session);
  expect(await openSessionCookie(value)).toMatchObject({ userId: session.userId });
});

/* Negative control: without the check of the header the token opens, because next-auth opens it. */
test("a token with another algorithm does not open, even when it is sealed with our secret", async () => {
  const token = sealOtherwise({ sid: session.sessionKey, uid: session.userId });
  expect(await decode({ token, secret: authSecret() })).toMatchObject({ uid: session.userId });
  expect(await openSessionCookie(token)).toBeNull();
});

test("a request with a session cookie that is not ours is counted as forged", async () => {
  const { name, value } = await sealSessionCookie(session);
  for (const cookies of [undefined, "theme=dark", `${name}=${value}`]) await openClaimedSession(cookies);
  expect(countRefused).not.toHaveBeenCalled();
  expect(await openClaimedSession(`${name}=${value.slice(0, -2)}`)).toBeNull();
  expect(vi.mocked(countRefused).mock.calls).toEqual([["forged"]]);
});

/** Seals a token with A128CBC-HS256 (RFC 7518, section 5.2.3) instead of A256GCM. */
function sealOtherwise(claims: object): string {
  const info = "NextAuth.js Generated Encryption Key";
  const key = Buffer.from(hkdfSync("sha256", authSecret(), "", info, 32));
  const head = Buffer.from('{"alg":"dir","enc":"A128CBC-HS256"}').toString("base64url");
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-128-cbc", key.subarray(16), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(claims)), cipher.final()]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(head.length * 8));
  const mac = createHmac("sha256", key.subarray(0, 16));
  const tag = mac
    .update(Buffer.concat([Buffer.from(head), iv, text, length]))
    .digest()
    .subarray(0, 16);
  return [head, "", ...[iv, text, tag].map((part) => part.toString("base64url"))].join(".");
}
