import { expect, test } from "@/e2e/support/fixtures";
import { addDays, dayOf, startOfDate } from "@/lib/calendar/zone-days";
import { deleteAllSessions } from "@/lib/testing/records/delete-all-sessions";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const HOUR_MS = 3_600_000;
const HAITI = "America/Port-au-Prince";
const PATH = "/admin/reports/timeline";
/** Port-au-Prince is at UTC−5 in November. */
const at = (time: string) => new Date(`2025-11-${time}-05:00`);

test.beforeEach(deleteAllSessions);

test("a day is a bar for every session, an event for those who were lost together, and a table that says the same", async ({
  signIn,
}) => {
  const people = await Promise.all(
    ["Anna", "Bruno", "Carla"].map((name) => makeUser({ name: `${name} Timeline` })),
  );
  for (const [n, person] of people.entries()) {
    await makeSession(person, {
      loginTime: at("11T09:00:00"),
      logoutTime: at(`11T14:02:1${n}`),
      endReason: "LOST_CONTACT",
    });
  }
  const [anna] = people;
  if (!anna) throw new Error("somebody was made");
  const { id } = await makeSession(anna, { loginTime: at("11T22:00:05"), logoutTime: at("12T01:00:00") });
  const page = await signIn("Fedanoir");
  await page.goto(`${PATH}?day=2025-11-11`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mardi 11/11/2025");
  await expect(page.getByText("3 personnes connectées, 4 sessions.")).toBeVisible();

  const line = page.locator(".timeline-line", { hasText: anna.name });
  await expect(line.locator(".timeline-bars > a")).toHaveCount(2);
  const overnight = line.locator(`a[href="/admin/sessions?session=${id}"]`);
  await overnight.hover();
  await expect(page.getByText("22:00:05 – 12/11/2025 01:00:00 · Déconnexion volontaire")).toBeVisible();
  const [bar, all] = await Promise.all([
    overnight.boundingBox(),
    line.locator(".timeline-bars").boundingBox(),
  ]);
  if (!bar || !all) throw new Error("nothing is drawn");
  expect((bar.x - all.x) / all.width).toBeCloseTo(22 / 24, 2);
  expect((bar.x + bar.width - all.x) / all.width).toBeGreaterThan(1); // it went on: no edge is drawn at midnight

  await page.getByRole("region", { name: "Coupures" }).getByText("Coupure : 3 personnes à 14:02").click();
  await expect(page.getByRole("list").getByRole("link", { name: "Carla Timeline" })).toBeVisible();
  await page.getByRole("link", { name: "Voir ce moment" }).click();
  await expect(page).toHaveURL(`${PATH}?day=2025-11-11&zoom=1h&at=842`);
  await expect(page.locator(".timeline-bars > a")).toHaveCount(3); // the night is not drawn

  await page.getByRole("link", { name: "Tableau", exact: true }).click();
  const row = page.getByRole("row", { name: /Anna Timeline/ }).nth(1);
  await expect(row).toContainText(
    /11\/11\/2025 22:00:05.*12\/11\/2025 01:00:00.*2h 59m 55s.*Déconnexion volontaire/,
  );
});

test("the day before is one key away, but not from within a field, and today is the last", async ({
  signIn,
}) => {
  const today = dayOf(new Date(), HAITI);
  const noon = new Date(startOfDate(today, HAITI).getTime() - 12 * HOUR_MS);
  const person = await makeUser({ name: "Denis Timeline" });
  await makeSession(person, { loginTime: noon, logoutTime: new Date(noon.getTime() + HOUR_MS) });
  const page = await signIn("Fedanoir");
  await page.goto(`${PATH}?zoom=work`);
  await page.getByText("En direct").waitFor(); // its script runs
  await expect(page.locator(".timeline-name")).toHaveText("Fedanoir"); // oneself, just now
  await expect(page.getByRole("link", { name: "Jour suivant" })).toHaveCount(0);
  await page.getByLabel("Tous les rôles").press("ArrowLeft");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(`${PATH}?day=${addDays(today, -1)}&zoom=work`);
  await expect(page.locator(".timeline-name")).toHaveText("Denis Timeline");
  await page.keyboard.press("+");
  await expect(page).toHaveURL(`${PATH}?day=${addDays(today, -1)}&zoom=6h`);
  const keys = page.getByRole("checkbox", { name: "Clavier" });
  await keys.uncheck(); // who speaks to their computer presses letters without meaning to
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("t");
  await page.keyboard.press("+");
  await page.reload();
  await expect(keys).not.toBeChecked();
  await expect(page).toHaveURL(`${PATH}?day=${addDays(today, -1)}&zoom=6h`);
  await keys.check();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(`${PATH}?zoom=6h`);
  await expect(page.locator(".timeline-name")).toHaveText("Fedanoir");
});

test("Back leads through the ways in which a day was looked at, without asking for it again", async ({
  signIn,
}) => {
  const page = await signIn("Fedanoir");
  await page.goto(`${PATH}?day=2025-11-11`);
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("day=") && asked.push(request.url()));
  const chosen = page.locator(".timeline-choice[aria-current]");
  await page.getByRole("link", { name: "Heures de travail" }).click();
  await expect(chosen).toHaveText(["Heures de travail", "Dessin"]);
  await page.getByRole("link", { name: "Tableau", exact: true }).click();
  await expect(page).toHaveURL(`${PATH}?day=2025-11-11&zoom=work&view=table`);
  await expect(chosen).toHaveText(["Tableau"]);
  await page.goBack();
  await expect(chosen).toHaveText(["Heures de travail", "Dessin"]);
  await page.goBack();
  await expect(chosen).toHaveText(["Toute la journée", "Dessin"]);
  await page.goForward();
  await expect(page).toHaveURL(`${PATH}?day=2025-11-11&zoom=work`);
  await expect(chosen).toHaveText(["Heures de travail", "Dessin"]);
  expect(asked).toEqual([]);
});

test("one's own day is at /me, with the days before, and nobody else's", async ({ signIn }) => {
  const person = await makeUser();
  await makeSession(person, { loginTime: at("11T09:00:00"), logoutTime: at("11T11:30:05") });
  await makeSession(await makeUser(), { loginTime: at("11T07:07:07"), logoutTime: at("11T08:08:08") });
  const page = await signIn(person.username, { javaScriptEnabled: false });
  await page.goto("/me?day=2025-11-12");
  const own = page.getByRole("region", { name: "Ma journée" });
  await expect(own.getByText("Vous n'avez pas été connecté ce jour-là.")).toBeVisible();
  await own.getByRole("link", { name: "Jour précédent" }).click();
  await expect(own.getByText("Mardi 11/11/2025")).toBeVisible();
  await expect(own.getByRole("listitem")).toHaveText(
    "09:00:00 – 11:30:05 · Déconnexion volontaire · 2h 30m 5s",
  );
  await expect(own.locator(".timeline-bar")).toHaveCount(1);
});
