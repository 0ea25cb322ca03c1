import { generateLoad } from "./runner/load";
import { openSessions } from "./runner/open-sessions";
import { comparePairs, type Side } from "./runner/pairs";
import { setStage } from "./runner/stage";

export const description = "requests per second of a signed-in page (/me), with contact writes off and on";

const PAIRS = 11;
const DURATION_MS = 4_000;
const CONNECTIONS = 50;

/** Starts two servers of the same build on one database. Each connection has a session of its own. */
export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const off = await stage.start({ TRACKING: "off" });
    const on = await stage.start({ TRACKING: "on" });
    const cookies = await openSessions(CONNECTIONS);
    const side = (name: string, url: string): Side => ({
      name,
      measure: () =>
        generateLoad({
          url,
          shots: cookies.map((cookie) => ({ method: "GET", path: "/me", headers: { cookie } })),
          connections: CONNECTIONS,
          durationMs: DURATION_MS,
          expectedStatus: 200,
        }),
    });
    const sides = { base: side("off", off.url), other: side("on", on.url) };
    for (const { measure } of [sides.base, sides.other]) await measure(); // warm
    return await comparePairs({ unit: "requests/s", ...sides, pairs: PAIRS }, printLine);
  } finally {
    await stage.end();
  }
}
