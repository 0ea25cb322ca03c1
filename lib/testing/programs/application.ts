import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export interface Application {
  url: string;
  pid: number;
  /** Returns everything that it has written to standard output and standard error. */
  output(): string;
  /** Sends SIGTERM and waits for the exit; sends SIGKILL after 20 s. */
  stop(): Promise<void>;
  /** Sends SIGKILL and waits for the exit. */
  kill(): Promise<void>;
}

const START_TIMEOUT_MS = 300_000; // includes a build when there is none
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 100;

/**
 * Starts the product as `npm start` does, with a data folder of its own. Resolves when it answers requests.
 *
 * @param settings - environment variables of the product; those of a developer (DATABASE_URL, …) are not
 *   passed on
 * @throws Error with the output when it does not start
 */
export async function startApplication(port: number, settings: Record<string, string>): Promise<Application> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "konekte-data-"));
  const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/start.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...machineVariables(),
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDir,
      MIGRATION_DATABASE_URL: "", // not the one in a developer's .env
      ...settings,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const running = () => child.exitCode === null && child.signalCode === null;
  const url = `http://localhost:${port}`;
  const application: Application = {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    async stop() {
      const overdue = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      if (running() && child.kill("SIGTERM")) await once(child, "exit");
      clearTimeout(overdue);
      await rm(dataDir, { recursive: true, force: true });
    },
    async kill() {
      if (running() && child.kill("SIGKILL")) await once(child, "exit");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(`${url}/login`))) {
    if (!running() || Date.now() > deadline) {
      await application.stop();
      throw new Error(`the application did not start:\n${output}`);
    }
    await wait(POLL_MS);
  }
  return application;
}

/**
 * Returns the variables that a program needs from the machine, without those that a developer has set for
 * Konekte.
 */
function machineVariables(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, LANG, CI } = process.env;
  return { PATH, HOME, TMPDIR, LANG, CI };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.status === 200,
    () => false,
  );
}

/** Returns a port of loopback that is free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
