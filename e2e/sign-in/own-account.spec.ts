import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

const PASSWORD = "correct horse battery";
const NEXT = "trois chèvres bleues";

const somebody = async () => makeUser({ passwordHash: await hashPassword(PASSWORD) });
const endingOf = async (id: string) =>
  (await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { endReason: true } })).endReason;

for (const javaScriptEnabled of [true, false]) {
  test(`somebody changes their password, and their other sessions end (JavaScript: ${javaScriptEnabled})`, async ({
    signIn,
    anonymous,
  }) => {
    const { username } = await somebody();
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

test("somebody signs out of their other devices, with their password", async ({ signIn }) => {
  const { username } = await somebody();
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

test("a form that is sent after its session ended leads to sign in, and back", async ({ http }) => {
  const client = await http();
  const answer = await client.post("/api/me/password", {
    form: { current: PASSWORD, password: NEXT },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe("/login?callbackUrl=%2Fme");
});

test("a browser that somebody has signed in with is known, and signing out leaves it so", async ({
  page,
}) => {
  const { id, username } = await somebody();
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

test("under attack, the owner of an account still gets in from their known browser", async ({
  page,
  anonymous,
}) => {
  const { username } = await somebody();
  await signInByForm(page, username, PASSWORD);
  await expect(page).toHaveURL(/\/me$/);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login/);
  for (let n = 0; n < 6; n++) {
    await signInByForm(anonymous, username, `guess number ${n}`);
    await expect(anonymous.getByRole("alert").filter({ hasText: "incorrect" })).toBeVisible();
  }
  await signInByForm(anonymous, username, PASSWORD); // by now even the right one waits, elsewhere
  await expect(anonymous.getByRole("alert").filter({ hasText: "incorrect" })).toBeVisible();
  await signInByForm(page, username, PASSWORD);
  await expect(page).toHaveURL(/\/me$/);
});
