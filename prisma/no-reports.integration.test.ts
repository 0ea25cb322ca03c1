import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a command of Prisma reports nothing to Prisma's server", () => {
  const { CHECKPOINT_DISABLE: _, ...environment } = process.env; // the setting must come from the project
  const env = { ...environment, DEBUG: "prisma:cli:checkpoint" };
  const { stderr } = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "validate"], {
    encoding: "utf8",
    env,
  });
  expect(stderr).toContain("runCheckpointClientCheck() is disabled");
});
