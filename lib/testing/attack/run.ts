import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuilt } from "@/lib/cli/product/build";
import type { Accounts } from "./attacker-accounts";
import { type Attackers, startAttackers } from "./attackers";
import { ATTACKS } from "./attacks";
import type { JobResult } from "./job";
import { judge, type Measured } from "./judge";
import { type Form, measure } from "./measure";
import { makeOffice } from "./office";
import { runPhase } from "./phase";
import { largeAnswers } from "./slow-readers";
import { type Stage, setStage } from "./stage";
import { rowOf, tableOf } from "./table";

/*
 * `npm run attack`: one attack after another on a product on this machine, with honest people at work in it.
 * `--short` makes each attack for a few seconds, as `npm test` does, and judges no times. Other words select
 * the attacks whose name has one of them.
 */
const LONG: Form = {
  name: "long",
  attackMs: 30_000,
  calmMs: 10_000,
  arriveEveryMs: 1_000,
  patienceMs: 15_000,
  people: 30,
};
const SHORT: Form = {
  name: "short",
  attackMs: 1_200,
  calmMs: 300,
  arriveEveryMs: 350,
  patienceMs: 30_000,
  people: 3,
};
/**
 * Honest work before the first attack. In the long form five times as many people come as later, so that the
 * memory of the product has reached what its work needs, and only what an attack leaves is growth.
 */
const WARM = {
  long: { lastsMs: 45_000, arriveEveryMs: 200 },
  short: { lastsMs: 2_000, arriveEveryMs: 350 },
};

/** Times that each large answer is opened before, as in a product that has run for a day. */
const WARM_LARGE = 4;

const words = process.argv.slice(2);
const form = words.includes("--short") ? SHORT : LONG;
const wanted = words.filter((word) => word !== "--short");
const attacks = ATTACKS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
);

await ensureBuilt();
const stage = await setStage(form.name === "long");
const attackers = startAttackers();
try {
  process.exitCode = (await campaign(stage, attackers)) ? 0 : 1;
} finally {
  attackers.end();
  await stage.end();
}

async function campaign(stage: Stage, attackers: Attackers): Promise<boolean> {
  const began = Date.now();
  const all: Measured[] = [];
  const { makeAttackerAccounts } = await import("./attacker-accounts");
  const accounts = await makeAttackerAccounts(stage.made);
  const missed: string[] = [];
  printLine(describeMachine());
  await warm(stage, accounts, 0);
  for (const [turn, attack] of attacks.entries()) {
    const { measured, result } = await measure(stage, attackers, { attack, turn: turn + 1, accounts }, form);
    const here = judge(measured, form.name);
    all.push(measured);
    missed.push(...here);
    print(attack.name, result, here);
    printLine(`  ${rowOf(measured)}`); // also for a campaign that is broken off
    // Anything that an attack has left must not count for the next one.
    if (here.length > 0 && turn < attacks.length - 1) {
      await stage.restart();
      await warm(stage, accounts, turn + 1);
    }
  }
  for (const line of ["", ...tableOf(all), ""]) printLine(line);
  for (const sentence of missed) printLine(`✗ ${sentence}`);
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  printLine(
    `${attacks.length} attacks in ${seconds} s: ${missed.length === 0 ? "✓ all goals are met" : `${missed.length} goals missed`}`,
  );
  return missed.length === 0;
}

/** @param start - number of the start, so that each has an office at an address of its own */
async function warm(stage: Stage, accounts: Accounts, start: number): Promise<void> {
  const office = await makeOffice(stage.port, `127.21.${start}.1`, stage.made, form.people);
  const { patienceMs } = form;
  await runPhase(office, {
    port: stage.port,
    ...WARM[form.name],
    patienceMs,
    mistakes: false,
    withCodes: false,
  });
  for (let n = 0; n < WARM_LARGE; n++) {
    for (const [path, headers] of largeAnswers(accounts)) {
      const answer = await fetch(`http://localhost:${stage.port}${path}`, { headers });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await answer.arrayBuffer();
    }
  }
  await sleep(1_000);
}

function print(name: string, { answers, facts }: JobResult, missed: string[]): void {
  const counts = Object.entries(answers).map(([status, count]) => `${count} × ${status}`);
  const words = [...facts, ...(counts.length > 0 ? [`answers ${counts.join(", ")}`] : [])];
  printLine(`${missed.length === 0 ? "✓" : "✗"} ${name} (${words.join("; ")})`);
}

/** Describes what the figures depend on, with the load of other programs. */
function describeMachine(): string {
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} × ${cpus()[0]?.model}, load ${load} before, Node ${process.version}`;
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
