import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startDatabaseProxy } from "@/lib/testing/database/database-proxy";
import { subscribe } from "./hints";
import { startListener, stopListener } from "./listener";

const { DATABASE_URL = "" } = process.env;
const received: string[] = [];
let proxy: Awaited<ReturnType<typeof startDatabaseProxy>>;
let stop = () => {};

beforeAll(async () => {
  proxy = await startDatabaseProxy(DATABASE_URL);
  process.env.DATABASE_URL = proxy.url;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  stop = subscribe(({ kind }) => received.push(kind));
  startListener();
});
afterAll(async () => {
  stop();
  await stopListener();
  vi.useRealTimers();
  process.env.DATABASE_URL = DATABASE_URL;
  await proxy.close();
});

/*
 * Negative control: a listener that sends no pings receives nothing for ever, and still counts as listening.
 */
test("a silent connection is detected and replaced", async () => {
  const expectReceived = (...kinds: string[]) =>
    vi.waitFor(
      () => {
        vi.advanceTimersByTime(1_000);
        expect(received).toEqual(kinds);
      },
      { timeout: 10_000, interval: 20 },
    );
  await expectReceived("listening");
  proxy.set("silent");
  await expectReceived("listening", "disconnected");
  proxy.set("passing");
  await expectReceived("listening", "disconnected", "listening");
});
