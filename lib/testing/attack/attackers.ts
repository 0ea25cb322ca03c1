import { fork } from "node:child_process";
import { once } from "node:events";
import { type Job, JobResult } from "./job";

export interface Attackers {
  /** Makes an attack in their process. */
  perform(job: Job): Promise<JobResult>;
  end(): void;
}

/** Starts the process of the attackers. */
export function startAttackers(): Attackers {
  const child = fork("lib/testing/attack/attacker.ts", [], { execArgv: ["--import", "tsx"] });
  return {
    async perform(job) {
      const stop = new AbortController();
      const { signal } = stop;
      const answered = once(child, "message", { signal });
      const ended = once(child, "exit", { signal }).then(() =>
        Promise.reject(new Error("the attackers ended")),
      );
      child.send(job);
      try {
        const [message] = await Promise.race([answered, ended]);
        return JobResult.parse(message);
      } finally {
        stop.abort();
        for (const each of [answered, ended]) each.catch(() => {});
      }
    },
    end: () => void child.kill(),
  };
}
