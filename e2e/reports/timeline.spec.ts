import { expect, test } from "@/e2e/support/fixtures";
import { addDays, dayOf, startOfDay } from "@/lib/calendar/zone-days";
import { deleteAllSessions } from "@/lib/testing/records/delete-all-sessions";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const HOUR_MS = 3_600_000;
const HAITI = "America/Port-au-Prince";
const PATH = "/admin/reports/timeline";
/** Makes a time in November 2025 from `DDTHH:MM:SS`. Port-au-Prince is at UTC−5 then. */
const at = (time: string) => new Date(`2025-11-${time}-05:00`);

test.beforeEach(deleteAllSessions);

test("a day has a bar for each session, an event for a shared outage and an equal table", async ({
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
  if (!anna) throw new Error("a user must be inserted");
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
  if (!bar || !all) throw new Error("the bars have no bounding box");
  expect((bar.x - all.x) / all.width).toBeCloseTo(22 / 24, 2);
  // The session continues after midnight, so that its bar has no edge there.
  expect((bar.x + bar.width - all.x) / all.width).toBeGreaterThan(1);

  await page.getByRole("region", { name: "Coupures" }).getByText("Coupure : 3 personnes à 14:02").click();
  await expect(page.getByRole("list").getByRole("link", { name: "Carla Timeline" })).toBeVisible();
  await page.getByRole("link", { name: "Voir ce moment" }).click();
  await expect(page).toHaveURL(`${PATH}?day=2025-11-11&zoom=1h&at=842`);
  // The session of the night is outside this view.
  await expect(page.locator(".timeline-bars > a")).toHaveCount(3);

  await page.getByRole("link", { name: "Tableau", exact: true }).click();
  const row = page.getByRole("row", { name: /Anna Timeline/ }).nth(1);
  await expect(row).toContainText(
    /11\/11\/2025 22:00:05.*12\/11\/2025 01:00:00.*2h 59m 55s.*Déconnexion volontaire/,
  );
});

test("keys change the day, but not inside a field, not beyond today and not when switched off", async ({
  signIn,
}) => {
  const today = dayOf(new Date(), HAITI);
  const noon = new Date(startOfDay(today, HAITI).getTime() - 12 * HOUR_MS);
  const person = await makeUser({ name: "Denis Timeline" });
  await makeSession(person, { loginTime: noon, logoutTime: new Date(noon.getTime() + HOUR_MS) });
  const page = await signIn("Fedanoir");
  await page.goto(`${PATH}?zoom=work`);
  await page.getByText("En direct").waitFor(); // the script runs
  await expect(page.locator(".timeline-name")).toHaveText("Fedanoir"); // the administrator's own session
  await expect(page.getByRole("link", { name: "Jour suivant" })).toHaveCount(0);
  await page.getByLabel("Tous les rôles").press("ArrowLeft");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(`${PATH}?day=${addDays(today, -1)}&zoom=work`);
  await expect(page.locator(".timeline-name")).toHaveText("Denis Timeline");
  await page.keyboard.press("+");
  await expect(page).toHaveURL(`${PATH}?day=${addDays(today, -1)}&zoom=6h`);
  const keys = page.getByRole("checkbox", { name: "Clavier" });
  await keys.uncheck(); // speech input may press letters by accident
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

test("Back and Forward restore the views of a day without another request", async ({ signIn }) => {
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

test("the page /me shows only the user's own day, with links to earlier days", async ({ signIn }) => {
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
