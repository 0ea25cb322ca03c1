import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startDatabaseProxy } from "@/lib/testing/database/database-proxy";
import { subscribe } from "./hints";
import { startListener, stopListener } from "./listener";

const { DATABASE_URL = "" } = process.env;
const heard: string[] = [];
let proxy: Awaited<ReturnType<typeof startDatabaseProxy>>;
let stop = () => {};

beforeAll(async () => {
  proxy = await startDatabaseProxy(DATABASE_URL);
  process.env.DATABASE_URL = proxy.url;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  stop = subscribe(({ kind }) => heard.push(kind));
  startListener();
});
afterAll(async () => {
  stop();
  await stopListener();
  vi.useRealTimers();
  process.env.DATABASE_URL = DATABASE_URL;
  await proxy.close();
});

/* Negative control: a listener that never asks its line whether it still stands hears nothing for ever, and says that it listens. */
test("a line that says nothing any more is found out, and another one taken", async () => {
  const expectHeard = (...kinds: string[]) =>
    vi.waitFor(
      () => {
        vi.advanceTimersByTime(1_000);
        expect(heard).toEqual(kinds);
      },
      { timeout: 10_000, interval: 20 },
    );
  await expectHeard("listening");
  proxy.set("silent");
  await expectHeard("listening", "disconnected");
  proxy.set("passing");
  await expectHeard("listening", "disconnected", "listening");
});
