import { spawn } from "node:child_process";
import path from "node:path";

export interface Step {
  name: string;
  command: string[];
}

export interface StepResult {
  name: string;
  ok: boolean;
  output: string;
  ms: number;
}

/** Returns the command for a program in `node_modules/.bin`, without the start of npm or npx. */
export function bin(name: string, ...args: string[]): string[] {
  return [path.join("node_modules", ".bin", name), ...args];
}

/**
 * Runs a program to its end. Never throws: a program that cannot be started has failed.
 *
 * @param live - prints the output as it comes, for long steps; `output` stays empty then
 * @param settings - additional environment variables
 */
export function runStep(
  { name, command }: Step,
  live = false,
  settings: Record<string, string> = {},
): Promise<StepResult> {
  const [program = "", ...args] = command;
  const began = performance.now();
  return new Promise((resolve) => {
    const stdio = live ? "inherit" : "pipe";
    const child = spawn(program, args, {
      stdio: ["ignore", stdio, stdio],
      env: { ...process.env, ...settings },
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    const end = (ok: boolean) => resolve({ name, ok, output, ms: performance.now() - began });
    child.on("error", (error) => {
      output += `${error.message}\n`;
      end(false);
    });
    child.on("close", (code) => end(code === 0));
  });
}

/** Writes a line to standard output. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
