import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

/**
 * Compressed size of all scripts of a first visit, as transferred. React and the router of Next take about
 * 130 kB; the rest is the product's own code, SWR and next-intl.
 */
const LIMIT_BYTES = 180_000;

for (const path of ["/admin/active-users", "/admin"]) {
  test(`${path} ships at most ${LIMIT_BYTES / 1000} kB of compressed JavaScript`, async ({ signIn }) => {
    await makeSession(await makeUser());
    const page = await signIn("Fedanoir");
    const scripts = await scriptsOf(page, path);
    const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(scripts.length).toBeGreaterThan(0);
    expect(total, scripts.map(({ name, bytes }) => `${bytes} ${name}`).join("\n")).toBeLessThanOrEqual(
      LIMIT_BYTES,
    );
  });
}

async function scriptsOf(page: Page, path: string): Promise<{ name: string; bytes: number }[]> {
  const answers: Promise<{ name: string; bytes: number; encoding: string | undefined }>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const name = new URL(response.url()).pathname;
    answers.push(
      response
        .request()
        .sizes()
        .then(async ({ responseBodySize: bytes }) => ({
          name,
          bytes,
          encoding: (await response.allHeaders())["content-encoding"],
        })),
    );
  });
  await page.goto(path, { waitUntil: "networkidle" });
  const scripts = await Promise.all(answers);
  const large = scripts.filter(({ bytes }) => bytes > 1024); // Next does not compress the smallest files
  for (const { name, encoding } of large) expect(encoding, name).toMatch(/gzip|br/);
  return scripts;
}
