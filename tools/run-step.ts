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

/** A program of `node_modules/.bin`, without npm's or npx's own start. */
export function bin(name: string, ...args: string[]): string[] {
  return [path.join("node_modules", ".bin", name), ...args];
}

/**
 * Runs a program to its end and never throws: a program that can't be started has failed.
 *
 * @param live - shows the output as it comes, for what takes long
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

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
