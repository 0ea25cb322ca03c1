import { runUsersProgram } from "@/lib/cli/users/run-program";
import { type Outcome, spawnCommand } from "@/lib/testing/programs/spawn-command";

/** `npm run users -- …` on this test's database, in this process: as much as a process of its own, without its start. */
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
    await runUsersProgram(args);
    return { code: Number(process.exitCode ?? 0), ...written };
  } finally {
    process.exitCode = undefined;
    Object.assign(stdout, { write: writers.stdout });
    Object.assign(stderr, { write: writers.stderr });
  }
}

/** The same in a process of its own, with settings of its own. */
export function spawnUsers(args: string[], settings: Record<string, string> = {}): Promise<Outcome> {
  return spawnCommand("users", args, settings);
}
