import type { Page } from "@playwright/test";
import { inHaiti } from "@/e2e/support/backdate-session";
import { expect, test } from "@/e2e/support/fixtures";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const SMALLEST_PX = 24; // WCAG 2.2, success criterion 2.5.8
const FINGER_PX = 44;

async function makeUserWithLongTexts() {
  const person = await makeUser({ name: "AAA A person with a rather long name of many words" });
  await makeSession(person, {
    ipAddress: "fd00:db8:1111:2222:3333:4444:5555:6666",
    userAgent: "x".repeat(300),
  });
  return person;
}

async function expectFits(page: Page, what: string): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: window.innerWidth,
  }));
  expect(wide, what).toBeLessThanOrEqual(room);
}

const PATHS = [
  "/login",
  "/me",
  "/admin",
  "/admin/active-users",
  "/admin/active-users?q=nobody-at-all&role=SECRETAIRE&status=away&sort=-lastLogin",
  "/admin/active-users?pageSize=2&page=2",
  "/admin/users/someone",
  "/admin/sessions?user=someone&address=nonsense",
  "/admin/reports/timeline",
  "/admin/reports/connection-time",
  "/nowhere",
];

for (const path of PATHS) {
  test(`on a phone, ${path} fits the width and its buttons are large enough`, async ({
    signIn,
    anonymous,
  }) => {
    const { id } = await makeUserWithLongTexts();
    const page = path === "/login" ? anonymous : await signIn("Fedanoir");
    await page.goto(path.replace("someone", id));
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await expectFits(page, `${path} at ${width} px`);
      const small = await page.getByRole("button").evaluateAll((buttons, smallest) => {
        const boxes = buttons.map((button) => ({
          name: button.textContent,
          box: button.getBoundingClientRect(),
        }));
        return boxes.filter(({ box }) => Math.min(box.width, box.height) < smallest).map(({ name }) => name);
      }, SMALLEST_PX);
      expect(small, `at ${width} px`).toEqual([]);
    }
  });
}

test("on a phone, users are cards with a sort field, and controls are at least 44 px high", async ({
  signIn,
}) => {
  await makeUserWithLongTexts();
  const before = Date.now();
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users?pageSize=2");
  const users = page.getByRole("region", { name: "Tous les utilisateurs" });
  for (const field of [
    page.getByRole("searchbox"),
    page.getByLabel("Rôle"),
    page.getByLabel("Trier par"),
    users.getByRole("link", { name: "Page 2", exact: true }),
  ]) {
    expect((await field.boundingBox())?.height).toBeGreaterThanOrEqual(FINGER_PX);
  }
  await page.getByLabel("Trier par").selectOption({ label: "Dernière connexion, la plus récente d'abord" });
  await expect(page).toHaveURL("/admin/active-users?sort=-lastLogin&pageSize=2");
  // The first card is the administrator's own, unless another user has signed in since.
  const first = users.getByRole("row").locator("time").first();
  await expect
    .poll(async () => Date.parse((await first.getAttribute("datetime")) ?? ""))
    .toBeGreaterThan(before);
});

/* Negative control: without `notOnCard`, both cards show more times. */
test("on a phone, a card has two lines; the second shows since when and from which address", async ({
  signIn,
}) => {
  const loginTime = new Date(Date.now() - 1_800_000);
  const logoutTime = new Date();
  const word = `carte${Date.now()}`;
  const [here, gone] = [await makeUser({ name: `Ici ${word}` }), await makeUser({ name: `Parti ${word}` })];
  await makeSession(here, { loginTime, lastContactAt: logoutTime, ipAddress: "192.168.10.20" });
  await makeSession(gone, { loginTime, logoutTime, ipAddress: "192.168.10.21" });
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?q=${word}`);
  for (const [name, at] of [
    ["Ici", loginTime],
    ["Parti", logoutTime],
  ] as const) {
    const card = page.getByRole("region", { name: "Tous les utilisateurs" }).getByRole("row", { name });
    await expect(card.getByRole("cell")).toHaveCount(6); // all cells stay available to screen readers
    const details = await card.locator('[data-slot="detail"]').all();
    const boxes = await Promise.all(
      details.map(async (detail) => ({ detail, box: await detail.boundingBox() })),
    );
    const drawn = boxes.filter(({ box }) => (box?.width ?? 0) > 1);
    const times = await Promise.all(drawn.map(({ detail }) => detail.locator("time").allTextContents()));
    expect(times.flat()).toEqual([inHaiti(at)]);
    const middles = drawn.map(({ box }) => middleOf(box));
    expect(middles).toHaveLength(3);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(8);
  }
});

function middleOf(box: { y: number; height: number } | null): number {
  if (!box) throw new Error("the element has no bounding box");
  return box.y + box.height / 2;
}

test("on a phone, one tap shows the user agent within the width of the screen", async ({ signIn }) => {
  await makeUserWithLongTexts();
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  const open = page.getByRole("region", { name: "Actuellement connectés" });
  await open
    .getByRole("row", { name: /AAA A person/ })
    .first()
    .getByRole("button", { name: /^x/ })
    .click();
  const said = page.getByText("Ce que le navigateur dit de lui-même").filter({ visible: true });
  await expect(said).toBeInViewport({ ratio: 1 });
  await expectFits(page, "with the detail");
});
