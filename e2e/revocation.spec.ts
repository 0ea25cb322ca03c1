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
    await expect(page.getByText("sera déconnecté dans 5 secondes")).toBeVisible();
  };
  await begin();
  await page.clock.runFor(4_000);
  await page.getByRole("button", { name: "Arrêter" }).click();
  await expect(page.getByText("Arrêté à temps : personne n'a été déconnecté.")).toBeVisible();
  await begin();
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
  await page.goto(`/admin/active-users?q=${word}`);
  await users(page).getByRole("button", { name: "Forcer la déconnexion de" }).click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await page.getByRole("link", { name: "Tableau de bord" }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await page.goto("/me"); // would have sent what waited
  expect(asked()).toBe(0);
  expect(await endReasonOf(people[0]?.sessionId ?? "")).toBeNull();
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
  await expect(dialog).toContainText("Les sessions de ces 11 personnes se terminent");
  await expect(dialog.getByRole("listitem")).toHaveCount(9);
  await expect(dialog.getByRole("listitem").last()).toHaveText("… et 3 autres");
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
  await expect(page.getByText("11 sessions sont terminées.")).toBeVisible();
  for (const { sessionId } of people) expect(await endReasonOf(sessionId)).toBe("REVOKED");
  await page.getByRole("button", { name: "Forcer la déconnexion…" }).click();
  await expect(page.getByRole("dialog")).toContainText("Personne n'est connecté parmi ces utilisateurs");
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

test("a page that is held still changes no more, until it goes on", async ({ signIn }) => {
  const { word, people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?q=${word}`);
  await expect(page.getByText("En direct")).toBeVisible();
  await page.getByRole("button", { name: "Mettre en pause" }).click();
  await expect(page.getByText("En pause")).toBeVisible();
  const asks: string[] = [];
  page.on("request", (request) => asks.push(new URL(request.url()).pathname));
  await page.request.post("/api/admin/sessions/revoke", {
    data: { sessionIds: [people[0]?.sessionId] },
    headers: { "sec-fetch-site": "same-origin" },
  });
  const row = users(page).getByRole("row").filter({ hasText: word });
  await expect(row).toContainText("Toujours connecté");
  expect(asks).not.toContain("/api/admin/active-users");
  await page.getByRole("button", { name: "Reprendre" }).click();
  await expect(row).not.toContainText("Toujours connecté");
  await expect(page.getByText("En direct")).toBeVisible();
});
