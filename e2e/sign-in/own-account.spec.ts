import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { openEventSource } from "@/lib/simulator/event-source";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };
const PASSWORD = "correct horse battery";
const NEXT = "trois chèvres bleues";

const insertUser = async () => makeUser({ passwordHash: await hashPassword(PASSWORD) });
const endingOf = async (id: string) =>
  (await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { endReason: true } })).endReason;

for (const javaScriptEnabled of [true, false]) {
  test(`changing the own password ends the user's other sessions (JavaScript: ${javaScriptEnabled})`, async ({
    signIn,
    anonymous,
  }) => {
    const { username } = await insertUser();
    const other = await openSessionOf(username);
    const page = await signIn(username, { javaScriptEnabled });
    await page.goto("/me");
    await page.locator("summary", { hasText: "Changer mon mot de passe" }).click();
    const form = page.locator("form").filter({ hasText: "Nouveau mot de passe" });
    await form.getByLabel("Mot de passe actuel").fill("wrong horse battery");
    await form.getByLabel("Nouveau mot de passe").fill(NEXT);
    await form.getByRole("button", { name: "Changer mon mot de passe" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "n'est pas le bon" })).toBeVisible();
    await form.getByLabel("Mot de passe actuel").fill(PASSWORD);
    await form.getByLabel("Nouveau mot de passe").fill(NEXT);
    await form.getByRole("button", { name: "Changer mon mot de passe" }).click();
    await expect(
      page.getByText("Votre mot de passe est changé. Une autre session a pris fin."),
    ).toBeVisible();
    expect(page.url()).toMatch(/\/me$/);
    expect(await endingOf(other.sessionId)).toBe("PASSWORD_CHANGED");
    await signInByForm(anonymous, username, NEXT);
    await expect(anonymous).toHaveURL(/\/me$/);
  });
}

test("a user ends the own sessions on other devices with the password", async ({ signIn }) => {
  const { username } = await insertUser();
  const other = await openSessionOf(username);
  const page = await signIn(username);
  await page.goto("/me");
  await page.locator("summary", { hasText: "Me déconnecter des autres appareils" }).click();
  const form = page.locator("form").filter({ hasText: "Toutes vos sessions prendront fin" });
  await form.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await form.getByRole("button", { name: "Me déconnecter des autres appareils" }).click();
  await expect(page.getByText("Une autre session a pris fin.")).toBeVisible();
  expect(await endingOf(other.sessionId)).toBe("SIGNED_OUT");
});

/*
 * The stolen cookie. Negative control: an answer that keeps the key. The other tab of the same browser has
 * the new cookie at once.
 */
for (const [form, path, fields] of [
  ["a new password", "password", { current: PASSWORD, password: NEXT }],
  ["the end of the other sessions", "end-others", { current: PASSWORD }],
] as const) {
  test(`after ${form} a copy of the cookie is refused everywhere, its stream ends, and the browser stays in`, async ({
    signIn,
    http,
    origin,
    anonymous,
  }) => {
    const { username } = await insertUser();
    const page = await signIn(username);
    await page.goto("/me");
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === "konekte.session");
    if (!cookie) throw new Error("no session cookie");
    const copy = await http(cookie);
    expect((await copy.get("/api/auth/session")).status()).toBe(200);
    const stream = await openEventSource(`${origin}/api/live`, cookie);
    const answer = await page.request.post(`/api/me/${path}`, {
      form: fields,
      headers: SAME_ORIGIN,
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    await stream.ended;
    expect(stream.events).toEqual([]);
    expect((await copy.get("/me")).headers().location).toMatch(/^\/login/);
    expect((await copy.get("/api/auth/session")).status()).toBe(401);
    expect((await copy.get("/api/live")).status()).toBe(401);
    const contact = { data: { active: true }, headers: SAME_ORIGIN };
    expect((await copy.post("/api/contact", contact)).status()).toBe(401);
    expect((await page.request.post("/api/contact", contact)).status()).toBe(204);
    await page.reload();
    await expect(page).toHaveURL(/\/me$/);
    await anonymous.context().addCookies([{ ...cookie, url: origin, domain: undefined, path: undefined }]);
    await anonymous.goto("/me");
    await expect(anonymous.getByText("Votre session n'est plus valable dans ce navigateur.")).toBeVisible();
  });
}

test("a form sent after the session has ended redirects to /login, with the way back", async ({ http }) => {
  const client = await http();
  const answer = await client.post("/api/me/password", {
    form: { current: PASSWORD, password: NEXT },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe("/login?callbackUrl=%2Fme");
});

test("signing in makes a browser a known device, and signing out keeps it known", async ({ page }) => {
  const { id, username } = await insertUser();
  await signInByForm(page, username, PASSWORD);
  await expect(page).toHaveURL(/\/me$/);
  const device = async () => (await page.context().cookies()).find(({ name }) => name === "konekte.device");
  expect(await device()).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await prisma.knownDevice.count({ where: { userId: id } })).toBe(1);
  const { value } = (await device()) ?? { value: "" };
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login/);
  expect((await device())?.value).toBe(value);
  await signInByForm(page, username, PASSWORD);
  await expect(page).toHaveURL(/\/me$/);
  expect(await prisma.knownDevice.count({ where: { userId: id } })).toBe(1);
});

test("while guesses throttle an account, its owner still signs in from a known browser", async ({
  page,
  anonymous,
}) => {
  const { username } = await insertUser();
  await signInByForm(page, username, PASSWORD);
  await expect(page).toHaveURL(/\/me$/);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login/);
  for (let n = 0; n < 6; n++) {
    await signInByForm(anonymous, username, `guess number ${n}`);
    await expect(anonymous.getByRole("alert").filter({ hasText: "incorrect" })).toBeVisible();
  }
  // From another browser even the right password is throttled.
  await signInByForm(anonymous, username, PASSWORD);
  await expect(anonymous.getByRole("alert").filter({ hasText: "Réessayez dans" })).toBeVisible();
  await signInByForm(page, username, PASSWORD);
  await expect(page).toHaveURL(/\/me$/);
});
