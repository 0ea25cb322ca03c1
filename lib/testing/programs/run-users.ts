import { runUsersCommandLine } from "@/lib/cli/users/run-command-line";
import { type Outcome, spawnCommand } from "@/lib/testing/programs/spawn-command";

/**
 * Runs `npm run users -- …` on the database of the test, in this process: the same outcome without the start
 * of a process.
 */
export async function runUsers(args: string[]): Promise<Outcome> {
  const { stdout, stderr } = process;
  const written = { stdout: "", stderr: "" };
  const writers = { stdout: stdout.write, stderr: stderr.write };
  const keep = (stream: "stdout" | "stderr") => (text: string | Uint8Array) => {
    written[stream] += String(text);
    return true;
  };
  Object.assign(stdout, { write: keep("stdout") });
  Object.assign(stderr, { write: keep("stderr") });
  try {
    await runUsersCommandLine(args);
    return { code: Number(process.exitCode ?? 0), ...written };
  } finally {
    process.exitCode = undefined;
    Object.assign(stdout, { write: writers.stdout });
    Object.assign(stderr, { write: writers.stderr });
  }
}

/** Runs `npm run users -- …` in a process of its own, with additional environment variables. */
export function spawnUsers(args: string[], settings: Record<string, string> = {}): Promise<Outcome> {
  return spawnCommand("users", args, settings);
}
