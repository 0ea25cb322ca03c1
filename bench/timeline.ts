import { type Browser, chromium } from "@playwright/test";
import pg from "pg";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { findChromium, isRoot } from "@/lib/testing/programs/chromium";
import { inWords } from "./runner/pairs";
import { spread } from "./runner/spread";
import { setStage } from "./runner/stage";

export const description =
  "the timeline of 1 000 users with three sessions each: ms from the start of the navigation until Chromium has painted it, and ms of its JSON";

const USERS = 1_000;
const RUNS = 15;
const WARM_UP = 3;
const PATH = "/admin/reports/timeline";

/**
 * Three sessions of each user in a day: in the morning, at noon and in the afternoon. One in six of those at
 * noon is lost at 13:02 in Haiti.
 */
const SESSIONS = `
  INSERT INTO user_session
    (user_id, session_key, ip_address, user_agent, login_time, logout_time, last_contact_at, last_activity_at, is_active, end_reason)
  SELECT u.id, md5(u.id::text || n) || md5(n || $1), '10.1.2.3', 'Mozilla/5.0', login_at, logout_at, logout_at,
    logout_at, false,
    CASE WHEN cut THEN 'LOST_CONTACT' ELSE (ARRAY['SIGNED_OUT', 'IDLE_TIMEOUT', 'SIGNED_OUT', 'REVOKED'])[1 + (number + n) % 4] END::"EndReason"
  FROM (SELECT id, row_number() OVER (ORDER BY id)::int AS number FROM app_user LIMIT ${USERS}) AS u
  CROSS JOIN generate_series(0, 2) AS n
  CROSS JOIN LATERAL (SELECT
    ($1 || ' 12:00:00Z')::timestamptz + n * interval '3 h' + number * 6 * interval '1 s' AS login_at,
    n = 1 AND number % 6 = 0 AS cut
  ) AS begun
  CROSS JOIN LATERAL (SELECT CASE
    WHEN cut THEN ($1 || ' 18:02:00Z')::timestamptz + number % 40 * interval '1 s'
    ELSE login_at + interval '70 min' + number % 60 * interval '1 min' END AS logout_at
  ) AS ended`;

export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const { url } = await stage.start();
    const day = await fill();
    const { openSessionOf } = await import("@/lib/testing/records/open-session-of");
    const { cookie } = await openSessionOf("Fedanoir");
    const found = findChromium();
    const browser = await chromium.launch({
      executablePath: found?.kind === "system" ? found.executablePath : undefined,
      args: isRoot() ? ["--no-sandbox"] : [],
    });
    const lines = await measurePage(browser, { url, day, cookie }, printLine);
    await browser.close();
    return [
      ...lines,
      await measureJson(`${url}/api/admin/timeline?day=${day}`, `${cookie.name}=${cookie.value}`),
    ];
  } finally {
    await stage.end();
  }
}

/** Fills the database. @returns the day of the sessions, three days ago, so that all of them have ended */
export async function fill(): Promise<string> {
  const now = new Date();
  const day = new Date(now.getTime() - 3 * 24 * 3_600_000).toISOString().slice(0, 10);
  await fillDatabase(process.env.DATABASE_URL, { users: USERS, sessions: 0, open: 0, now });
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query(SESSIONS, [day]);
  await client.query("ANALYZE");
  await client.end();
  return day;
}

interface Drawn {
  /** Ms until all lines are in the document and two more frames have been drawn. */
  painted: number;
  /** Ms until React has also hydrated the last line, so that keys and links act in place. */
  alive: number;
}

async function measurePage(
  browser: Browser,
  { url, day, cookie }: { url: string; day: string; cookie: { name: string; value: string } },
  printLine: (line: string) => void,
): Promise<string[]> {
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 800 } });
  await context.addCookies([{ ...cookie, url, httpOnly: true, sameSite: "Lax" }]);
  await context.addInitScript({ content: WATCH });
  const runs: Drawn[] = [];
  for (let run = -WARM_UP; run < RUNS; run++) {
    const page = await context.newPage();
    await page.goto(`${url}${PATH}?day=${day}`);
    const drawn = await (await page.waitForFunction(() => Reflect.get(window, "drawn"))).jsonValue();
    await page.close();
    if (run < 0) continue;
    runs.push(drawn);
    printLine(
      `run ${run + 1}/${RUNS}: painted after ${drawn.painted.toFixed(0)} ms, alive after ${drawn.alive.toFixed(0)} ms`,
    );
  }
  const medianMs = (which: keyof Drawn) => inWords(spread(runs.map((drawn) => drawn[which])), 0);
  return [
    `${USERS} users, ${3 * USERS} sessions, painted: median ${medianMs("painted")} ms after the navigation began, ${RUNS} runs`,
    `it answers keys: median ${medianMs("alive")} ms`,
  ];
}

/** Script that runs in the page before all others and checks it in each frame. */
const WATCH = `
  const lines = document.getElementsByClassName("timeline-line");
  let painted = 0;
  function look() {
    const last = lines[${USERS - 1}];
    if (!painted && last && last.querySelector(".timeline-bar")) requestAnimationFrame(() => requestAnimationFrame(() => { painted = performance.now(); }));
    if (painted && Object.keys(last).some((key) => key.startsWith("__react"))) window.drawn = { painted, alive: performance.now() };
    else requestAnimationFrame(look);
  }
  requestAnimationFrame(look);`;

async function measureJson(address: string, cookie: string): Promise<string> {
  const times: number[] = [];
  let bytes = 0;
  for (let run = -WARM_UP; run < RUNS; run++) {
    const began = performance.now();
    bytes = (await (await fetch(address, { headers: { cookie } })).arrayBuffer()).byteLength;
    if (run >= 0) times.push(performance.now() - began);
  }
  return `its JSON, ${(bytes / 1000).toFixed(0)} kB: median ${inWords(spread(times), 1)} ms`;
}
