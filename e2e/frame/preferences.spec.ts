import { expect, test } from "@/e2e/support/fixtures";

/* Requests to POST /api/preferences, which needs no session. */

const FROM_US = { "sec-fetch-site": "same-origin" };

test("a choice is kept for a year in cookies that a script may read", async ({ http }) => {
  const answer = await (await http()).post("/api/preferences", {
    headers: FROM_US,
    form: { language: "ht", theme: "dark", from: "/me?page=2" },
  });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe("/me?page=2");
  expect(answer.headers()["cache-control"]).toContain("no-store");
  const cookies = answer.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  expect(cookies.map(({ value }) => value.split(";")[0]).sort()).toEqual([
    "konekte.language=ht",
    "konekte.theme=dark",
  ]);
  for (const { value } of cookies) {
    expect(value).toMatch(/Path=\//);
    expect(value).toMatch(/Max-Age=31536000/);
    expect(value).toMatch(/SameSite=lax/i);
    expect(value).not.toMatch(/HttpOnly|Domain/i);
  }
});

const WRONG: [what: string, form: Record<string, string>, fields: string[]][] = [
  ["an unknown language", { language: "de" }, ["language"]],
  ["an unknown theme", { theme: "neon" }, ["theme"]],
  ["a known language with an unknown theme", { language: "ht", theme: "neon" }, ["theme"]],
  ["an empty form", {}, ["language"]],
  ["a form with nothing but a return address", { from: "/me" }, ["language"]],
];

for (const [what, form, fields] of WRONG) {
  test(`${what} is refused and changes nothing`, async ({ http }) => {
    const answer = await (await http()).post("/api/preferences", { headers: FROM_US, form });
    expect(answer.status()).toBe(400);
    const { error, fields: named } = await answer.json();
    expect([error, Object.keys(named)]).toEqual(["bad_request", fields]);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
  });
}

const ELSEWHERE: [source: string, headers: Record<string, string>][] = [
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["a neighbouring host", { "sec-fetch-site": "same-site" }],
  ["another site in an older browser", { origin: "https://evil.example" }],
  ["an unknown source", {}],
];

for (const [source, headers] of ELSEWHERE) {
  test(`a request from ${source} is refused and changes nothing`, async ({ http }) => {
    const answer = await (await http()).post("/api/preferences", { headers, form: { language: "en" } });
    expect(answer.status()).toBe(403);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
  });
}

test("a form that is too large is refused", async ({ http }) => {
  const form = { language: "en", from: `/${"a".repeat(20_000)}` };
  expect((await (await http()).post("/api/preferences", { headers: FROM_US, form })).status()).toBe(413);
});

test("the return address never leaves the site", async ({ http, origin }) => {
  const client = await http();
  for (const [from, expected] of [
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["https://evil.example/me", "/"],
    ["/api/sign-out", "/"],
    ["/admin/active-users?q=%C3%A9&page=2", "/admin/active-users?q=%C3%A9&page=2"],
  ]) {
    const form = { theme: "system", from: `${from}` };
    const plain = await client.post("/api/preferences", { headers: FROM_US, form });
    expect(plain.headers().location, from).toBe(expected);
  }
  const form = { theme: "system", from: "/me" };
  for (const [referer, expected] of [
    // The Referer of the browser takes precedence over the field of the form.
    [`${origin}/admin/active-users?q=ha`, "/admin/active-users?q=ha"],
    ["https://evil.example/admin", "/me"],
    [`${origin}.evil.example/admin`, "/me"],
  ]) {
    const headers = { ...FROM_US, referer: `${referer}` };
    const answer = await client.post("/api/preferences", { headers, form });
    expect(answer.headers().location, referer).toBe(expected);
  }
});
