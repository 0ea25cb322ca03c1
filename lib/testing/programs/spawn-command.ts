import { execFile } from "node:child_process";

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `lib/cli/<name>.ts` in a process of its own, with additional environment variables. */
export function spawnCommand(
  name: string,
  args: string[],
  settings: Record<string, string> = {},
): Promise<Outcome> {
  const env = { ...process.env, LANG: "C.UTF-8", LC_ALL: "", LC_MESSAGES: "", ...settings };
  const command = ["--import", "tsx", `lib/cli/${name}.ts`, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}
