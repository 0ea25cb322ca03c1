import { setTimeout as sleep } from "node:timers/promises";
import { ATTACKS } from "./attacks";
import { Job, type JobResult } from "./job";
import { OVERTIME_MS, openScene } from "./scene";

/*
 * The process of the attackers. It receives one job after another and answers each with its result. A process
 * of its own keeps their work out of the time that the honest people measure.
 */

process.on("message", (message) => {
  void perform(Job.parse(message)).then((result) => process.send?.(result));
});
process.on("disconnect", () => process.exit());

async function perform(job: Job): Promise<JobResult> {
  const attack = ATTACKS.find(({ name }) => name === job.attack);
  const scene = openScene(job);
  try {
    const run = attack?.run(scene) ?? Promise.reject(new Error(`no attack is called ${job.attack}`));
    await Promise.race([run, sleep(job.durationMs + OVERTIME_MS + 1_000)]);
  } catch (error) {
    scene.fault(`the attack could not be made: ${String(error)}`);
  }
  scene.end();
  return scene.result;
}
