import { randomBytes } from "node:crypto";
import path from "node:path";
import { Command } from "commander";
import { openDemoDatabase } from "@/lib/cli/demo/database";
import { PEOPLE_OPTION } from "@/lib/cli/demo/options";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { runProduct } from "@/lib/cli/product/run-product";
import { localiseCommand } from "@/lib/cli/terminal/localise-command";
import { step } from "@/lib/cli/terminal/progress";
import { t } from "@/lib/cli/terminal/translator";

/** `npm run demo`: runs the product with a made-up history and a simulated staff at work. */
const { people } = localiseCommand(new Command("npm run demo --"))
  .description(t("demo.about"))
  .addOption(PEOPLE_OPTION)
  .parse()
  .opts<{ people: number }>();
loadDotenv();
const password = process.env.SEED_PASSWORD || randomBytes(12).toString("base64url");

await runProduct("production", {
  settings: {
    DATA_DIR: path.join(process.env.DATA_DIR || ".data", "demo"), // a secret and a spool of its own
    APP_URL: "", // the simulated users connect to localhost, not to the configured address
    SEED: "sample",
    SEED_PASSWORD: password,
    TRUSTED_PROXIES: "loopback", // each simulated user sends an address in X-Forwarded-For
  },
  openDatabase: openDemoDatabase,
  async fill() {
    const summarise = (count: number) => t("demo.filled", { count });
    const { addDemoUsers } = await import("@/lib/cli/demo/demo-users");
    const { writeHistory } = await import("@/lib/cli/demo/history");
    await addDemoUsers(people, password);
    await step(t("demo.step.history"), () => writeHistory(new Date()), summarise);
    return `${t("demo.sign_in", { password })}\n${t("demo.people_come", { count: people })}`;
  },
  begin(url) {
    const stop = new AbortController();
    const ended = import("@/lib/cli/demo/demo-users")
      .then(({ listDemoUsers }) => listDemoUsers(people, password))
      .then(async (staff) => {
        const { runStaff } = await import("@/lib/simulator/staff");
        await runStaff({ url, people: staff, signal: stop.signal });
      });
    return async () => {
      stop.abort();
      await ended;
    };
  },
});
