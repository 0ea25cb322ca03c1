import { spawn } from "node:child_process";

/**
 * Runs one of the project's programs under Node.js, and keeps what it prints.
 *
 * @throws {@link ProgramFailed} with all of its output; AbortError when `signal` ended it
 */
export function runProgram(
  args: string[],
  { signal, env = {} }: { signal?: AbortSignal; env?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      signal,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(output.trim()) : reject(new ProgramFailed(output.trim())),
    );
  });
}

export class ProgramFailed extends Error {
  override name = "ProgramFailed";

  constructor(readonly output: string) {
    super(output);
  }
}
