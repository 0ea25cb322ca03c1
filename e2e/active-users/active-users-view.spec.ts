import { expect, test } from "@/e2e/support/fixtures";
import { type MadeUsers, makeUsers } from "@/e2e/support/make-users";
import { answersAsked, documentsAsked, namesShown, openActiveUsers, usersTable } from "@/e2e/support/tables";

let crowd: MadeUsers;
test.beforeEach(async () => {
  crowd = await makeUsers();
});

test("a search finds names, usernames and addresses, ignoring accents and case", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await openActiveUsers(page);
  const documents = documentsAsked(page);
  const search = page.getByRole("searchbox", { name: "Rechercher un utilisateur" });
  for (const typed of ["elan", "ÉLAN", "élàn"]) {
    await search.fill(`${typed} ${crowd.word.toUpperCase()}`);
    await expect.poll(() => namesShown(page)).toEqual(crowd.called("Élan"));
  }
  await search.fill(`${crowd.word} 203.0.113`);
  await expect.poll(() => namesShown(page)).toEqual(crowd.called("Yves"));
  await expect(page).toHaveURL(new RegExp(`\\?q=${crowd.word}\\+203\\.0\\.113$`));
  await expect(page.getByRole("region", { name: "Tous les utilisateurs" })).toContainText(/1 sur \d+/);
  await search.fill("hantz123");
  await expect.poll(() => namesShown(page)).toEqual(["Hantz"]);
  expect(documents).toEqual([]);
});

test("filters by role and presence restart at page 1 and are kept in the address", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await openActiveUsers(page, `?q=${crowd.word}&pageSize=2&page=2`);
  await page.getByLabel("Rôle").selectOption({ label: "Archives" });
  await expect.poll(() => namesShown(page)).toEqual(crowd.called("Ana", "Élan"));
  await page.getByLabel("État").selectOption({ label: "Jamais connecté" });
  await expect.poll(() => namesShown(page)).toEqual(crowd.called("Ana"));
  await expect(page).toHaveURL(`/admin/active-users?q=${crowd.word}&role=ARCHIVES&status=never&pageSize=2`);
  await page.reload();
  expect(await namesShown(page)).toEqual(crowd.called("Ana"));
  await expect(page.getByLabel("État")).toHaveValue("never");
});

test("a headline figure filters the table; a second click shows all users again", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await openActiveUsers(page, `?q=${crowd.word}`);
  const figure = page.getByRole("link", { name: /^Absents? \d+$/ });
  await figure.click();
  await expect.poll(() => namesShown(page)).toEqual(crowd.called("Élan"));
  await expect(figure).toHaveAttribute("aria-current", "true");
  await expect(page.getByLabel("État")).toHaveValue("away");
  await figure.click();
  await expect(page).toHaveURL(`/admin/active-users?q=${crowd.word}`);
  await expect.poll(async () => (await namesShown(page)).length).toBe(5);
});

/** Expected names in each order. Users without a value to sort by stand last in both directions. */
const ORDERS = [
  ["Utilisateur", "name", ["Ana", "Élan", "Ève", "Yves", "Zoé"], ["Zoé", "Yves", "Ève", "Élan", "Ana"]],
  ["État", "status", ["Ève", "Élan", "Yves", "Zoé", "Ana"], ["Ana", "Yves", "Zoé", "Élan", "Ève"]],
  [
    "Dernière connexion",
    "lastLogin",
    ["Zoé", "Yves", "Élan", "Ève", "Ana"],
    ["Ève", "Élan", "Yves", "Zoé", "Ana"],
  ],
  ["Adresse IP", "ipAddress", ["Ève", "Zoé", "Élan", "Yves", "Ana"], ["Yves", "Élan", "Zoé", "Ève", "Ana"]],
] as const;

for (const [head, key, up, down] of ORDERS) {
  test(`the column head "${head}" sorts both ways, also by keyboard`, async ({ signIn }) => {
    const page = await signIn("Fedanoir");
    await openActiveUsers(page, `?q=${crowd.word}&sort=-role`);
    const column = usersTable(page).getByRole("columnheader", { name: head });
    await expect(column).not.toHaveAttribute("aria-sort");
    const first = key === "lastLogin" ? "descending" : "ascending";
    await column.getByRole("link").focus();
    await page.keyboard.press("Enter");
    await expect(column).toHaveAttribute("aria-sort", first);
    await expect.poll(() => namesShown(page)).toEqual(crowd.called(...(first === "ascending" ? up : down)));
    await column.getByRole("link").click();
    await expect(column).toHaveAttribute("aria-sort", first === "ascending" ? "descending" : "ascending");
    await expect.poll(() => namesShown(page)).toEqual(crowd.called(...(first === "ascending" ? down : up)));
  });
}

test("sorting by role groups the users; sorting by logout starts with the latest", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await openActiveUsers(page, `?q=${crowd.word}&sort=-name`);
  await usersTable(page).getByRole("link", { name: "Rôle" }).click();
  await expect(page).toHaveURL(/sort=role$/);
  await expect
    .poll(async () => (await namesShown(page)).slice(0, 3))
    .toEqual(crowd.called("Zoé", "Ève", "Yves"));
  await usersTable(page).getByRole("link", { name: "Déconnexion" }).click();
  await expect(page).toHaveURL(/sort=-logout$/);
  await expect
    .poll(async () => (await namesShown(page)).filter((name) => /Zoé|Yves/.test(name)))
    .toEqual(crowd.called("Zoé", "Yves"));
});

test("Back returns to earlier views and skips a search that was still being typed", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await openActiveUsers(page);
  const search = page.getByRole("searchbox");
  await search.pressSequentially(crowd.word.slice(0, -1));
  await expect(page).toHaveURL(`/admin/active-users?q=${crowd.word.slice(0, -1)}`);
  await search.pressSequentially(crowd.word.slice(-1));
  await expect(page).toHaveURL(`/admin/active-users?q=${crowd.word}`);
  await page.getByLabel("Rôle").selectOption("DIRECTEUR");
  await expect.poll(() => namesShown(page)).toEqual(crowd.called("Ève"));
  await page.goBack();
  await expect.poll(async () => (await namesShown(page)).length).toBe(5);
  await expect(page.getByLabel("Rôle")).toHaveValue("");
  await expect(search).toHaveValue(crowd.word);
  await page.goBack();
  await expect(page).toHaveURL("/admin/active-users"); // not the word without its last letter
  await expect(search).toHaveValue("");
  await page.goForward();
  await expect(search).toHaveValue(crowd.word);
});

test("a search ignores a trailing space, which its field keeps", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await openActiveUsers(page);
  const search = page.getByRole("searchbox");
  await search.pressSequentially(`${crowd.word} `);
  await expect(page).toHaveURL(`/admin/active-users?q=${crowd.word}`);
  await expect.poll(async () => (await namesShown(page)).length).toBe(5);
  await search.pressSequentially("elan");
  await expect.poll(() => namesShown(page)).toEqual(crowd.called("Élan"));
  await expect(search).toHaveValue(`${crowd.word} elan`);
});

test("the page repeats no request of the server's rendering and sends one for a typed word", async ({
  signIn,
}) => {
  const page = await signIn("Fedanoir");
  const asked = answersAsked(page);
  await page.clock.install();
  await openActiveUsers(page, `?q=${crowd.word}`);
  expect(asked).toEqual([]);
  await page.clock.pauseAt(Date.now() + 5_000);
  await page.getByRole("searchbox").press("End");
  await page.getByRole("searchbox").pressSequentially(" elan");
  await page.clock.runFor(200);
  expect(asked).toEqual([]); // the search is debounced
  await page.clock.runFor(1000);
  await expect.poll(() => namesShown(page)).toEqual(crowd.called("Élan"));
  expect(asked).toEqual([`?q=${crowd.word}+elan`]);
});
