import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isGuessableSecret } from "./guessable-secret";

test.each([
  "a".repeat(32),
  "ab".repeat(32),
  "0123456789".repeat(4),
  "abcdefghijklmnopqrstuvwxyz0123456789",
  "zyxwvutsrqponmlkjihgfedcba9876543210",
  "Tr0ub4dor&3".repeat(4),
  "0000000000000000000000000000000000000001",
  "change-me-change-me-change-me-change-me",
  "my-nextauth-secret-of-the-production-2026",
  "please-use-a-long-random-string-here-changeme",
  "please_use_a_long_random_string_here_changeme",
  "konekte-secret-key-for-production-environment-2026",
  "Konekte2026Konekte2026Portauprince!!",
  "azertyuiopqsdfghjklmwxcvbn1234567890",
  "konekteSecretKeyForProductionEnvironment2026",
  "please/use/a/long/random/string/here/changeme",
  "PleaseReplaceThisWithALongRandomStringChangeMe",
  "OurOffice1995OfPortAuPrinceSecretKonekte2026",
  "0f3a9c71d2konekte84e6b5127a9c0d3f",
  "super-secret-jwt-token-with-at-least-32-characters-long",
  "your-super-secret-jwt-token-which-is-very-long",
  "please/use/a/long/random/string/here",
])("the secret %s is guessable", (secret) => {
  expect(isGuessableSecret(secret)).toBe(true);
});

test.each([
  ["hex", 16], // 32 characters, the least that is allowed
  ["hex", 32],
  ["base64", 32],
  ["base64url", 32],
  ["base64", 24],
] as const)("random secrets in %s of %i bytes are accepted", (encoding, bytes) => {
  for (let seed = 0; seed < 20_000; seed++) {
    const secret = createHash("sha256").update(`${seed}`).digest().subarray(0, bytes).toString(encoding);
    if (isGuessableSecret(secret)) expect(secret).toBe("accepted");
  }
});

test.each([
  ["konekte-prod-", 64],
  ["password=", 32],
  ["KonekteProd/", 40],
])("a random secret after %s is accepted, and refused when too little of it is random", (prefix, digits) => {
  const random = createHash("sha256").update(prefix).digest("hex");
  expect(isGuessableSecret(prefix + random.slice(0, digits))).toBe(false);
  expect(isGuessableSecret(prefix + random.slice(0, 20))).toBe(true);
});
