import { execFile } from "node:child_process";

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** `npm run users -- …` as people and scripts run it, on this test's database, in a French terminal unless it is set otherwise. */
export function runUsers(args: string[], settings: Record<string, string> = {}): Promise<Outcome> {
  const env = { ...process.env, LANG: "C.UTF-8", LC_ALL: "", LC_MESSAGES: "", ...settings };
  const command = ["--import", "tsx", "lib/cli/users.ts", ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}
