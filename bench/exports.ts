import { addDays, dayOf } from "@/lib/calendar/zone-days";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import type { Application } from "@/lib/testing/programs/application";
import { residentMiB } from "@/lib/testing/programs/resident-memory";
import { inMs } from "./runner/delays";
import { signIn } from "./runner/sign-in";
import { spread } from "./runner/spread";
import { setStage } from "./runner/stage";

export const description =
  "the history as a file over HTTP: rows per second of each format, memory for a million rows as CSV, and how long other requests wait meanwhile";

const FILLING = { users: 10_000, sessions: 1_000_000, open: 500 };
const ZONE = "America/Port-au-Prince";
const SAMPLE_EVERY_MS = 1_000;
const ASK_EVERY_MS = 100;
/**
 * Days in a file. At one session every 30 s, Excel gets nearly its 200 000 rows, and PDF about half of its
 * 5 000.
 */
const DAYS = { pdf: 2, xlsx: 66 };

type PrintLine = (line: string) => void;

export async function run(printLine: PrintLine): Promise<string[]> {
  const stage = await setStage();
  try {
    const application = await stage.start();
    const now = new Date();
    await fillDatabase(process.env.DATABASE_URL, { ...FILLING, now });
    printLine("1 000 000 sessions: inserted");
    const ask = { application, cookie: await signIn(application.url, "Fedanoir"), printLine };
    const since = (days: number) => `&from=${addDays(dayOf(now, ZONE), -days)}`;
    await download(ask, "a first file", `format=csv${since(1)}`); // warm
    return [
      await download(ask, "CSV", "format=csv"),
      await download(ask, "CSV with its progress", "format=csv&progress=1"),
      await download(ask, "Excel", `format=xlsx${since(DAYS.xlsx)}`),
      await download(ask, "PDF", `format=pdf&role=ARCHIVES${since(DAYS.pdf)}`),
    ];
  } finally {
    await stage.end();
  }
}

interface Ask {
  application: Application;
  cookie: string;
  printLine: PrintLine;
}

/**
 * Downloads a file as fast as it arrives and meanwhile measures the server's memory and the delay of other
 * requests.
 */
async function download(
  { application, cookie, printLine }: Ask,
  name: string,
  query: string,
): Promise<string> {
  const { url, pid } = application;
  const memory = [residentMiB(pid)];
  const waits: number[] = [];
  const sampling = setInterval(() => memory.push(residentMiB(pid)), SAMPLE_EVERY_MS);
  const asking = setInterval(
    () => void timeOf(`${url}/api/health`).then((ms) => waits.push(ms)),
    ASK_EVERY_MS,
  );
  const began = performance.now();
  const address = `${url}/api/admin/exports/sessions?${query}`;
  const answer = await fetch(address, { headers: { cookie, "accept-encoding": "identity" } });
  if (!answer.ok || !answer.body)
    throw new Error(`${name} was answered ${answer.status}: ${await answer.text()}`);
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(sampling);
  clearInterval(asking);
  memory.push(residentMiB(pid));
  const rows = await readLastRows();
  const half = Math.ceil(memory.length / 2);
  const [first, second] = [memory.slice(0, half), memory.slice(-half)].map((part) => spread(part).median);
  const line = `${name}: ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s, ${(rows / seconds).toFixed(0)} rows per second; memory ${memory[0]} MiB before, median of the first half ${first}, of the second ${second}, ${memory.at(-1)} at the end, ${Math.max(...memory)} at most; other requests waited: ${inMs(waits)}`;
  printLine(line);
  return line;
}

async function timeOf(address: string): Promise<number> {
  const began = performance.now();
  await fetch(address).then(
    (answer) => answer.text(),
    () => {}, // the server is stopping
  );
  return performance.now() - began;
}

/** Reads the number of rows from the record of the last export. */
async function readLastRows(): Promise<number> {
  const { prisma } = await import("@/lib/db/client");
  const { data } = await prisma.activityEvent.findFirstOrThrow({
    where: { type: "export.made" },
    orderBy: { id: "desc" },
    select: { data: true },
  });
  return Number(Object.entries(data ?? {}).find(([key]) => key === "rows")?.[1]);
}
