import { spawn } from "node:child_process";
import { z } from "zod";

/** A request that is sent again and again. */
const Shot = z.object({
  method: z.enum(["GET", "POST"]),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
});

export const Load = z.object({
  /** Base URL of a server on this machine. */
  url: z.url({ hostname: /^localhost$/ }),
  /** The connections take these requests in turn. */
  shots: z.array(Shot).min(1),
  connections: z.int().min(1).max(256),
  durationMs: z.int().min(100).max(60_000),
  expectedStatus: z.int(),
});
export type Load = z.infer<typeof Load>;

const LoadResult = z.object({ perSecond: z.number(), unexpected: z.record(z.string(), z.int()) });
export type LoadResult = z.infer<typeof LoadResult>;

/**
 * Sends a load from a process of its own, so that this process does not delay it.
 *
 * @returns expected answers per second
 * @throws when an answer has another status, because the figure would measure something else
 */
export async function generateLoad(load: Load): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/runner/load-process.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(load));
  let output = "";
  for await (const chunk of child.stdout) output += String(chunk);
  const { perSecond, unexpected } = LoadResult.parse(JSON.parse(output));
  if (Object.keys(unexpected).length > 0)
    throw new Error(`unexpected answers: ${JSON.stringify(unexpected)}`);
  return perSecond;
}
