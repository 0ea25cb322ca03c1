import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/factories";
import { openSessionOf } from "@/lib/testing/open-session-of";
import { check } from "./axe";
import { withDatabaseDown } from "./faults";
import { expect, test } from "./fixtures";

const endReasonOf = async (id: string) =>
  (await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { endReason: true } })).endReason;

/** People with a word in their names that nobody else has, each with an open session. */
async function makeConnected(count: number) {
  const word = `Equipe${crypto.randomUUID().slice(0, 8)}`;
  const people: {
    name: string;
    username: string;
    sessionId: string;
    cookie: { name: string; value: string };
  }[] = [];
  for (let n = 0; n < count; n++) {
    const { name, username } = await makeUser({ name: `Membre ${n} ${word}` });
    people.push({ name, username, ...(await openSessionOf(username)) });
  }
  return { word, people };
}

/** Counts what is asked of the server. */
function countRevocations(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/revoke")) count++;
  });
  return () => count;
}

const users = (page: Page) => page.getByRole("region", { name: "Tous les utilisateurs" });
const open = (page: Page) => page.getByRole("region", { name: "Actuellement connectés" });

test("nothing is sent for five seconds, in which it can be stopped, by Escape too; then it is", async ({
  signIn,
}) => {
  const { word, people } = await makeConnected(1);
  const sessionId = people[0]?.sessionId ?? "";
  const page = await signIn("Fedanoir");
  const asked = countRevocations(page);
  await page.clock.install();
  await page.goto(`/admin/active-users?q=${word}`);
  const begin = async () => {
    await users(page).getByRole("button", { name: "Forcer la déconnexion de Membre" }).click();
    await expect(page.getByRole("dialog")).toContainText("La session se termine tout de suite");
    await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
    await expect(page.getByText(/La session de Membre 0 .* se termine dans 5 secondes\./)).toBeVisible();
  };
  await begin();
  await page.clock.runFor(4_000);
  await page.getByRole("button", { name: "Arrêter" }).click();
  await expect(page.getByText("Arrêté à temps : personne n'a été déconnecté.")).toBeVisible();
  await page.keyboard.press("Enter"); // the focus is on "Fermer", and goes back to where it came from
  await expect(users(page).getByRole("button", { name: "Forcer la déconnexion de Membre" })).toBeFocused();
  await begin();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Arrêté à temps")).toBeVisible();
  await page.clock.runFor(20_000);
  expect(asked()).toBe(0);
  expect(await endReasonOf(sessionId)).toBeNull();

  await begin();
  await page.clock.runFor(6_000);
  await expect(page.getByText("Une session est terminée.")).toBeVisible();
  expect(asked()).toBe(1);
  expect(await endReasonOf(sessionId)).toBe("REVOKED");
});

test("whoever leaves the page in time has sent nothing", async ({ signIn }) => {
  const { word, people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  const asked = countRevocations(page);
  await page.clock.install();
  await page.goto(`/admin/active-users?q=${word}`);
  await users(page).getByRole("button", { name: "Forcer la déconnexion de" }).click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(page.getByRole("region", { name: "Déconnexion en attente" })).toBeVisible();
  await page.getByRole("link", { name: "Tableau de bord" }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await page.clock.runFor(20_000);
  expect(asked()).toBe(0);
  expect(await endReasonOf(people[0]?.sessionId ?? "")).toBeNull();
});

test("while one waits, no other can be begun in its place", async ({ signIn }) => {
  const { word } = await makeConnected(2);
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?q=${word}`);
  const force = users(page).getByRole("button", { name: "Forcer la déconnexion de" });
  await force.first().click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(page.getByRole("region", { name: "Déconnexion en attente" })).toBeVisible();
  for (const button of await page.getByRole("button", { name: /^Forcer la déconnexion/ }).all())
    await expect(button).toBeDisabled();
  await page.getByRole("button", { name: "Arrêter" }).click();
  await expect(force.last()).toBeEnabled();
});

test("a selection of sessions ends, and one's own is marked and can't be picked", async ({ signIn }) => {
  const admin = await makeUser({ role: "ADMIN", name: `Chef ${crypto.randomUUID().slice(0, 8)}` });
  const page = await signIn(admin.username);
  const { people } = await makeConnected(3); // the newest: on the first page
  await page.goto("/admin/active-users");
  const own = open(page).getByRole("row").filter({ hasText: admin.name });
  await expect(own.getByText("Cette session")).toBeVisible();
  await expect(own.getByRole("checkbox")).toBeDisabled();
  await expect(own.getByRole("button", { name: "Forcer la déconnexion" })).toHaveCount(0);
  for (const { name } of people.slice(0, 2)) {
    await open(page)
      .getByRole("checkbox", { name: `Choisir la session de ${name}` })
      .check();
  }
  for (let n = 0; n < 50; n++) await openSessionOf((await makeUser()).username); // push them off the page
  await expect(open(page).getByText(people[0]?.name ?? "")).toHaveCount(0);
  await page
    .getByRole("region", { name: "2 sessions choisies" })
    .getByRole("button", { name: "Forcer" })
    .click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveText([/Membre/, /Membre/]);
  await check(page, "the question before a revocation");
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
  await expect(page.getByText("2 sessions sont terminées.")).toBeVisible();
  await expect(page.getByRole("region", { name: "sessions choisies" })).toHaveCount(0);
  const reasons = await Promise.all(people.map(({ sessionId }) => endReasonOf(sessionId)));
  expect(reasons.filter((reason) => reason === "REVOKED")).toHaveLength(2);
});

test("all who match the filter end, on every page of the list, and the question says who they are", async ({
  signIn,
}) => {
  const { word, people } = await makeConnected(11);
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?q=${word}&role=SECRETAIRE&pageSize=10`);
  await page.getByRole("button", { name: "Forcer la déconnexion…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Les 11 sessions de ces 11 personnes se terminent");
  await expect(dialog).toContainText(`« ${word} » · rôle Secrétaire`);
  await expect(dialog.getByRole("listitem")).toHaveCount(9);
  await expect(dialog.getByRole("listitem").last()).toHaveText("… et 3 autres");
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
  await expect(page.getByText("11 sessions sont terminées.")).toBeVisible();
  for (const { sessionId } of people) expect(await endReasonOf(sessionId)).toBe("REVOKED");
  await page.getByRole("button", { name: "Forcer la déconnexion…" }).click();
  await expect(page.getByRole("dialog")).toContainText("Personne n'est connecté parmi ces utilisateurs");
});

/* Negative control: a filter that is asked again when the question has been answered. */
test("who comes when the question has been asked was not shown, and stays", async ({ signIn }) => {
  const { word, people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?role=SECRETAIRE`);
  await page.getByRole("searchbox").fill(word);
  await page.getByRole("button", { name: "Forcer la déconnexion…" }).click(); // before the table follows what was typed
  await expect(page.getByRole("dialog")).toContainText("La session se termine tout de suite");
  const newcomer = await makeUser({ name: `Membre tard ${word}` });
  const { sessionId } = await openSessionOf(newcomer.username);
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(page.getByText(/La session de Membre 0 .* se termine/)).toBeVisible();
  await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
  await expect(page.getByText("Une session est terminée.")).toBeVisible();
  expect(await endReasonOf(people[0]?.sessionId ?? "")).toBe("REVOKED");
  expect(await endReasonOf(sessionId)).toBeNull();
});

test("a list that can't be read is no revocation that may have happened", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  await page.route("**/api/admin/sessions/revoke*", (route) => route.abort());
  await page.getByRole("button", { name: "Forcer la déconnexion…" }).click();
  await expect(page.getByRole("dialog")).toContainText("rien n'a été envoyé");
  await expect(page.getByRole("button", { name: "Déconnecter", exact: true })).toHaveCount(0);
});

/* Trust, 7.4.1. Negative control: a handler that answers before it has committed. */
test("from the answer on, the session is refused everywhere", async ({ http, signIn }) => {
  const { people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  const { sessionId = "", cookie } = people[0] ?? {};
  const client = await http(cookie);
  expect((await client.get("/me")).status()).toBe(200);
  const answer = await page.request.post("/api/admin/sessions/revoke", {
    data: { sessionIds: [sessionId] },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(await answer.json()).toEqual({ ended: 1, at: expect.any(String) });
  expect((await client.get("/me")).status()).toBe(307);
  expect((await client.get("/api/auth/session")).status()).toBe(401);
  expect((await client.get("/api/live")).status()).toBe(401);
});

test("without the database nothing is done, and the page says so", async ({ signIn }) => {
  const { word, people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?q=${word}`);
  await users(page).getByRole("button", { name: "Forcer la déconnexion de" }).click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await withDatabaseDown(async () => {
    await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
    await expect(
      page.getByRole("alert").filter({ hasText: "La base de données ne répond pas" }),
    ).toBeVisible();
  });
  expect(await endReasonOf(people[0]?.sessionId ?? "")).toBeNull();
});
