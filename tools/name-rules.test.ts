import { expect, test } from "vitest";
import { faultsOfLock, faultsOfName } from "./name-rules";

test.each([
  "lib/utils/date.ts",
  "lib/sessions/helpers.ts",
  "components/common/table.tsx",
  "lib/misc.ts",
  "lib/auth/constants.ts",
  "lib/types.d.ts",
  "components/ui/index.ts",
])("%s is refused", (file) => {
  expect(faultsOfName(file)).toHaveLength(1);
});

test.each(["lib/activity/event-types.ts", "lib/sessions/presence.ts", "app/page.tsx", "index.md"])(
  "%s is accepted",
  (file) => {
    expect(faultsOfName(file)).toEqual([]);
  },
);

test("a lock file with download addresses is refused", () => {
  expect(faultsOfLock('"resolved": "https://registry.example/a.tgz"')).toHaveLength(1);
  expect(faultsOfLock('"version": "1.0.0", "integrity": "sha512-…"')).toEqual([]);
});
