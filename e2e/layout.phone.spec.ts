import { makeSession, makeUser } from "@/lib/testing/factories";
import { expect, test } from "./fixtures";

test("on a phone every page fits its width, and what is pressed is large enough", async ({
  signIn,
  anonymous,
}) => {
  const person = await makeUser({ name: "AAA A person with a rather long name of many words" });
  await makeSession(person, { ipAddress: "2001:db8:1111:2222:3333:4444:5555:6666" });
  const admin = await signIn("Fedanoir");
  for (const [page, path] of [
    [anonymous, "/login"],
    [admin, "/me"],
    [admin, "/admin/active-users"],
    [admin, `/admin/users/${person.id}`],
    [admin, "/nowhere"],
  ] as const) {
    await page.goto(path);
    const { wide, fits } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      fits: window.innerWidth,
    }));
    expect(wide, path).toBeLessThanOrEqual(fits);
    for (const button of await page.getByRole("button").all()) {
      const box = await button.boundingBox();
      if (box)
        expect(
          Math.min(box.width, box.height),
          `${path}: ${await button.textContent()}`,
        ).toBeGreaterThanOrEqual(24);
    }
  }
});
