import type { Page } from "@playwright/test";
import { endReasonOf, makeConnected, usersOf } from "@/e2e/support/connected-users";
import { withDatabaseDown } from "@/e2e/support/faults";
import { expect, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";

/** Counts the revocations that a page sends from now on. @returns reads the count */
function countRevocations(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/revoke")) count++;
  });
  return () => count;
}

test("a revocation is sent after five seconds, in which a button and Escape can stop it", async ({
  signIn,
}) => {
  const { word, people } = await makeConnected(1);
  const sessionId = people[0]?.sessionId ?? "";
  const page = await signIn("Fedanoir");
  const countSent = countRevocations(page);
  await page.clock.install();
  await page.goto(`/admin/active-users?q=${word}`);
  const begin = async () => {
    await usersOf(page).getByRole("button", { name: "Forcer la déconnexion de Membre" }).click();
    await expect(page.getByRole("dialog")).toContainText("La session se termine tout de suite");
    await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
    await expect(page.getByText(/La session de Membre 0 .* se termine dans 5 secondes\./)).toBeVisible();
  };
  await begin();
  await page.clock.runFor(2_000);
  await page.getByRole("button", { name: "Arrêter" }).click();
  await expect(page.getByText("Arrêté à temps : personne n'a été déconnecté.")).toBeVisible();
  await page.keyboard.press("Enter"); // the focus is on "Fermer" and returns to where it was
  await expect(usersOf(page).getByRole("button", { name: "Forcer la déconnexion de Membre" })).toBeFocused();
  await begin();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Arrêté à temps")).toBeVisible();
  await page.clock.runFor(20_000);
  expect(countSent()).toBe(0);
  expect(await endReasonOf(sessionId)).toBeNull();

  await begin();
  await page.clock.runFor(6_000);
  await expect(page.getByText("Une session est terminée.")).toBeVisible();
  expect(countSent()).toBe(1);
  expect(await endReasonOf(sessionId)).toBe("REVOKED");
});

test("leaving the page within five seconds sends nothing", async ({ signIn }) => {
  const { word, people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  const countSent = countRevocations(page);
  await page.clock.install();
  await page.goto(`/admin/active-users?q=${word}`);
  await usersOf(page).getByRole("button", { name: "Forcer la déconnexion de" }).click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(page.getByRole("region", { name: "Déconnexion en attente" })).toBeVisible();
  await page.getByRole("link", { name: "Tableau de bord" }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await page.clock.runFor(20_000);
  expect(countSent()).toBe(0);
  expect(await endReasonOf(people[0]?.sessionId)).toBeNull();
});

test("while a revocation waits, no other one can be started", async ({ signIn }) => {
  const { word } = await makeConnected(2);
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?q=${word}`);
  const force = usersOf(page).getByRole("button", { name: "Forcer la déconnexion de" });
  await force.first().click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(page.getByRole("region", { name: "Déconnexion en attente" })).toBeVisible();
  for (const button of await page.getByRole("button", { name: /^Forcer la déconnexion/ }).all())
    await expect(button).toBeDisabled();
  await page.getByRole("button", { name: "Arrêter" }).click();
  await expect(force.last()).toBeEnabled();
});

test("while a revocation waits, no other dialog can cover the button that stops it", async ({ signIn }) => {
  const { people } = await makeConnected(1);
  const { id } = await prisma.user.findFirstOrThrow({
    where: { username: people[0]?.username },
    select: { id: true },
  });
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/users/${id}`);
  await page.getByRole("button", { name: "Déconnecter partout" }).click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(page.getByRole("button", { name: "Désactiver" })).toBeDisabled();
  await page.getByRole("button", { name: "Arrêter" }).click();
  await expect(page.getByRole("button", { name: "Désactiver" })).toBeEnabled();
});

/* Negative control: a handler that answers before it has committed. */
test("once a revocation is answered, the session is refused everywhere", async ({ http, signIn }) => {
  const { people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  const { sessionId = "", cookie } = people[0] ?? {};
  const client = await http(cookie);
  expect((await client.get("/me")).status()).toBe(200);
  const answer = await page.request.post("/api/admin/sessions/revoke", {
    data: { sessionIds: [sessionId] },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(await answer.json()).toEqual({ ended: 1, complete: true, at: expect.any(String) });
  expect((await client.get("/me")).status()).toBe(307);
  expect((await client.get("/api/auth/session")).status()).toBe(401);
  expect((await client.get("/api/live")).status()).toBe(401);
});

test("without the database nothing is revoked, and the page says so", async ({ signIn }) => {
  const { word, people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?q=${word}`);
  await usersOf(page).getByRole("button", { name: "Forcer la déconnexion de" }).click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await withDatabaseDown(async () => {
    await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
    await expect(
      page.getByRole("alert").filter({ hasText: "La base de données ne répond pas" }),
    ).toBeVisible();
  });
  expect(await endReasonOf(people[0]?.sessionId)).toBeNull();
});
