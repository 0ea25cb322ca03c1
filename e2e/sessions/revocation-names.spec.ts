import { check } from "@/e2e/support/axe";
import { endReasonOf, makeConnected, openOf } from "@/e2e/support/connected-users";
import { expect, test } from "@/e2e/support/fixtures";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

test("selected sessions end; the administrator's own is marked and cannot be selected", async ({
  signIn,
}) => {
  const admin = await makeUser({ role: "ADMIN", name: `Chef ${crypto.randomUUID().slice(0, 8)}` });
  const page = await signIn(admin.username);
  const { people } = await makeConnected(3); // the newest sessions, which are on the first page
  await page.goto("/admin/active-users");
  const own = openOf(page).getByRole("row").filter({ hasText: admin.name });
  await expect(own.getByText("Cette session")).toBeVisible();
  await expect(own.getByRole("checkbox")).toBeDisabled();
  await expect(own.getByRole("button", { name: "Forcer la déconnexion" })).toHaveCount(0);
  for (const { name } of people.slice(0, 2)) {
    await openOf(page)
      .getByRole("checkbox", { name: `Choisir la session de ${name}` })
      .check();
  }
  for (let n = 0; n < 50; n++) await openSessionOf((await makeUser()).username); // pushes them off the page
  await expect(openOf(page).getByText(people[0]?.name ?? "")).toHaveCount(0);
  await page
    .getByRole("region", { name: "2 sessions choisies" })
    .getByRole("button", { name: "Forcer" })
    .click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveText([/Membre/, /Membre/]);
  await check(page, "the dialog before a revocation");
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
  await expect(page.getByText("2 sessions sont terminées.")).toBeVisible();
  await expect(page.getByRole("region", { name: "sessions choisies" })).toHaveCount(0);
  const reasons = await Promise.all(people.map(({ sessionId }) => endReasonOf(sessionId)));
  expect(reasons.filter((reason) => reason === "REVOKED")).toHaveLength(2);
});

test("the dialog names the session to end; one that is selected meanwhile stays selected", async ({
  signIn,
}) => {
  const user = await makeUser({ name: `Deux ${crypto.randomUUID().slice(0, 8)}` });
  const suspect = await makeSession(user, { ipAddress: "198.51.100.81" });
  const usual = await makeSession(user, { ipAddress: "198.51.100.82" });
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  const rowAt = (address: string) => openOf(page).getByRole("row").filter({ hasText: address });
  await rowAt("198.51.100.81").getByRole("checkbox").check();
  await page
    .getByRole("region", { name: "1 session choisie" })
    .getByRole("button", { name: "Forcer" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Forcer la déconnexion" });
  const whom = new RegExp(`${user.name} (· )?${user.username} · [0-9/]{10} [0-9:]{8} · 198\\.51\\.100\\.81`);
  await expect(dialog.getByRole("listitem")).toHaveText(whom);
  await expect(dialog).toHaveAccessibleDescription(whom);
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(page.getByRole("region", { name: "Déconnexion en attente" })).toContainText(whom);
  await rowAt("198.51.100.82").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
  await expect(page.getByText("Une session est terminée.")).toBeVisible();
  expect(await endReasonOf(suspect.id)).toBe("REVOKED");
  expect(await endReasonOf(usual.id)).toBeNull();
  await page
    .getByRole("region", { name: "1 session choisie" })
    .getByRole("button", { name: "Ne rien" })
    .click();
  await expect(page.getByRole("region", { name: "choisie" })).toHaveCount(0);
  await expect(page.locator("#content")).toBeFocused();
});

test("sessions that did not end stay selected, and the page says so", async ({ signIn }) => {
  const { people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  await openOf(page).getByRole("row").filter({ hasText: people[0]?.name }).getByRole("checkbox").check();
  const selected = page.getByRole("region", { name: "1 session choisie" });
  await selected.getByRole("button", { name: "Forcer" }).click();
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await page.route("**/api/admin/sessions/revoke", (route) =>
    route.fulfill({ json: { ended: 0, complete: false, at: "2026-11-23T12:00:00-05:00" } }),
  );
  await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
  await expect(page.getByText("d'autres pas encore : regardez la liste, puis réessayez")).toBeVisible();
  await expect(selected).toBeVisible();
});

test("all sessions that match the filter end, on every page, and the dialog shows whose", async ({
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
  await expect(page.getByRole("dialog")).toContainText(
    "Aucune session n'est ouverte parmi ces utilisateurs, à part celle-ci.",
  );
});

/* Negative control: a filter that is evaluated again after the confirmation. */
test("a session that is opened after the dialog was shown does not end", async ({ signIn }) => {
  const { word, people } = await makeConnected(1);
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?role=SECRETAIRE`);
  await page.getByRole("searchbox").fill(word);
  // Before the table shows the search.
  await page.getByRole("button", { name: "Forcer la déconnexion…" }).click();
  await expect(page.getByRole("dialog")).toContainText("La session se termine tout de suite");
  const newcomer = await makeUser({ name: `Membre tard ${word}` });
  const { sessionId } = await openSessionOf(newcomer.username);
  await page.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(page.getByText(/La session de Membre 0 .* se termine/)).toBeVisible();
  await page.getByRole("button", { name: "Déconnecter maintenant" }).click();
  await expect(page.getByText("Une session est terminée.")).toBeVisible();
  expect(await endReasonOf(people[0]?.sessionId)).toBe("REVOKED");
  expect(await endReasonOf(sessionId)).toBeNull();
});

test("when the sessions for the dialog cannot be read, it says that nothing was sent", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  await page.route("**/api/admin/sessions/revoke*", (route) => route.abort());
  await page.getByRole("button", { name: "Forcer la déconnexion…" }).click();
  await expect(page.getByRole("dialog")).toContainText("rien n'a été envoyé");
  await expect(page.getByRole("button", { name: "Déconnecter", exact: true })).toHaveCount(0);
});
