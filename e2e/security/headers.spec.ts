import { expect, test } from "@/e2e/support/fixtures";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

const EVERYWHERE = [
  "/login",
  "/me",
  "/admin",
  "/admin/active-users",
  "/nowhere",
  "/api/admin/active-users",
  "/api/admin/dashboard",
  "/api/auth/csrf",
  "/api/nowhere",
];
const DOCUMENTS = ["/login", "/me", "/admin", "/admin/active-users", "/nowhere"];

for (const who of ["Fedanoir", "Hantz123", null]) {
  test(`every answer to ${who ?? "an anonymous caller"} has the security headers`, async ({ http }) => {
    const client = await http(who === null ? undefined : (await openSessionOf(who)).cookie);
    for (const path of EVERYWHERE) {
      const answer = await client.get(path);
      const headers = answer.headers();
      expect(headers["x-content-type-options"], path).toBe("nosniff");
      expect(headers["referrer-policy"], path).toMatch(
        /^(same-origin|strict-origin-when-cross-origin|no-referrer)$/,
      );
      expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
      expect(headers["x-powered-by"], path).toBeUndefined();
      expect(headers["strict-transport-security"], `${path}: no HSTS over plain HTTP`).toBeUndefined();
      expect(headers["cache-control"], path).toContain("no-store");
    }
  });
}

test("each document has a content security policy with a new nonce for its scripts", async ({ http }) => {
  const client = await http((await openSessionOf("Fedanoir")).cookie);
  const seen = new Set<string>();
  for (const path of [...DOCUMENTS, ...DOCUMENTS]) {
    const answer = await client.get(path);
    const policy = answer.headers()["content-security-policy"] ?? "";
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy, path).toContain(part);
    expect(policy, path).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(nonce.length, path).toBeGreaterThanOrEqual(16);
    expect(seen.has(nonce), `${path}: the nonce is new`).toBe(false);
    seen.add(nonce);
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`);
  }
});

test("the content security policy blocks nothing on the product's pages", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  for (const path of ["/login", "/me", "/admin", "/admin/active-users"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(errors).toEqual([]);
});

test("browsers may cache files of the build for ever", async ({ page, http }) => {
  await page.goto("/login");
  const src = await page.locator("script[src*='/_next/static/']").first().getAttribute("src");
  const asset = await (await http()).get(src ?? "");
  expect(asset.status()).toBe(200);
  expect(asset.headers()["cache-control"]).toContain("immutable");
});

test("the product sets only its own cookies", async ({ http, signIn }) => {
  const client = await http();
  for (const path of ["/login", "/api/auth/csrf", "/api/auth/session", "/me"]) {
    const names = (await client.get(path))
      .headersArray()
      .filter(({ name }) => name.toLowerCase() === "set-cookie")
      .map(({ value }) => value.split("=")[0]);
    expect(
      names.filter((name) => name !== "konekte.csrf"),
      path,
    ).toEqual([]);
  }
  const page = await signIn("Hantz123");
  await page.goto("/me");
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual(["konekte.session"]);
});
