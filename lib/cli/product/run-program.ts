import { spawn } from "node:child_process";

/**
 * Runs one of the project's programs under Node.js, to its end.
 *
 * @returns its output, standard output and standard error together, trimmed
 * @throws {@link ProgramFailed} with all of its output when it fails; AbortError when `signal` ended it
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

/** A program ended with an exit code other than 0, or by a signal. */
export class ProgramFailed extends Error {
  override name = "ProgramFailed";

  constructor(readonly output: string) {
    super(output);
  }
}
