import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import messages from "@/lib/i18n/messages/terminal-fr.json";
import { EnvError, readEnv } from "./env";

const example = readFileSync(".env.example", "utf8");

function faultsOf(source: Record<string, string>): string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.settings.toSorted();
    throw error;
  }
}

test(".env.example names every setting with its default", () => {
  const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name ?? "");
  expect(named.toSorted()).toEqual(Object.keys(messages.settings).toSorted());
  expect(readEnv(parseEnv(example))).toEqual(readEnv({}));
  const values = Object.values(parseEnv(example)).filter(Boolean);
  expect(values).toContain(String(readEnv({}).port)); // not all of it is commented out
});

test("readEnv names all invalid settings at once", () => {
  const wrong = { PORT: "0", APP_URL: "ftp://x", SEED: "all", TRACKING: "maybe", SESSION_MAX_HOURS: "1.5" };
  expect(faultsOf(wrong)).toEqual(Object.keys(wrong).toSorted());
});

test.each([
  ["http://konekte.example", undefined, ["ALLOW_INSECURE_HTTP"]],
  ["http://konekte.example", "1", []],
  ["https://konekte.example", undefined, []],
  ["http://localhost:8080", undefined, []],
  ["http://localhost.example", undefined, ["ALLOW_INSECURE_HTTP"]],
])("APP_URL %s with ALLOW_INSECURE_HTTP=%s has the faults %j", (APP_URL, allow, faults) => {
  expect(faultsOf({ APP_URL, ...(allow ? { ALLOW_INSECURE_HTTP: allow } : {}) })).toEqual(faults);
});

test.each([
  ["https://konekte.example", undefined, ["loopback"], true],
  ["https://konekte.example", "10.0.0.1", ["10.0.0.1"], false],
  ["https://konekte.example", "loopback", ["loopback"], false],
  ["http://localhost:3000", undefined, [], false],
])("APP_URL %s with TRUSTED_PROXIES=%s trusts %j", (APP_URL, given, trustedProxies, proxiesAssumed) => {
  const env = readEnv({ APP_URL, TRUSTED_PROXIES: given });
  expect(env).toMatchObject({ trustedProxies, proxiesAssumed });
});

test.each([
  "change-me-change-me-change-me-change-me",
  "secretsecretsecretsecretsecretsecret",
  "short",
  "a".repeat(32),
])("the sample, short or guessable secret %s is rejected", (NEXTAUTH_SECRET) => {
  expect(faultsOf({ NEXTAUTH_SECRET })).toEqual(["NEXTAUTH_SECRET"]);
});

test.each([
  ["postgres://u:p@h/db", []],
  ["mysql://u:p@h/db", ["DATABASE_URL"]],
  ["postgresql://u:p@h:notaport/db", ["DATABASE_URL"]],
])("DATABASE_URL %s has the faults %j", (DATABASE_URL, faults) => {
  expect(faultsOf({ DATABASE_URL })).toEqual(faults);
});

test.each([
  ["postgresql://owner@h/db", "postgresql://app@h/db", []],
  ["postgresql://owner@h/db", "", ["MIGRATION_DATABASE_URL"]],
  ["mysql://owner@h/db", "postgresql://app@h/db", ["MIGRATION_DATABASE_URL"]],
])("MIGRATION_DATABASE_URL %s with DATABASE_URL=%s has the faults %j", (owner, DATABASE_URL, faults) => {
  expect(faultsOf({ MIGRATION_DATABASE_URL: owner, DATABASE_URL })).toEqual(faults);
});
