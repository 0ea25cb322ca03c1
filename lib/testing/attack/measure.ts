import { setTimeout as sleep } from "node:timers/promises";
import type { Accounts } from "./attacker-accounts";
import type { Attackers } from "./attackers";
import type { Attack } from "./attacks";
import type { Job, JobResult } from "./job";
import type { Measured, Phase } from "./judge";
import { collectGarbage, meter, mostOf, readHeld, usualOf } from "./meter";
import { makeOffice, type Office } from "./office";
import { faultsOfOutput } from "./output";
import { type PhaseOptions, runPhase } from "./phase";
import type { Stage } from "./stage";

/** Durations and sizes of one form of the campaign. */
export interface Form {
  name: "long" | "short";
  attackMs: number;
  /** Honest work before each attack, and again at the end of the rest. */
  calmMs: number;
  arriveEveryMs: number;
  patienceMs: number;
  /** People in known browsers, and as many in new ones. */
  people: number;
}

interface Turn {
  attack: Attack;
  /** Number of the attack, from 1. Each has an office and addresses of its own. */
  turn: number;
  accounts: Accounts;
}

/** Time from the beginning of an attack to the first honest arrival, and from the last one to its end. */
const EDGE_MS = 250;
/** From the end of an attack to the second look at what the product holds. */
const MINUTE_MS = 60_000;
/** Limit of the short form for descriptors to return. */
const RETURN_WITHIN_MS = 10_000;
const SPARE_DESCRIPTORS = 10;
const ELSEWHERE = 200;

/** Makes one attack on the running product. Measures what honest people notice before, during and after. */
export async function measure(
  stage: Stage,
  attackers: Attackers,
  { attack, turn, accounts }: Turn,
  form: Form,
): Promise<{ measured: Measured; result: JobResult }> {
  const office = await makeOffice(stage.port, `127.20.${turn}.1`, stage.made, form.people);
  const job = makeJob(stage, office, { attack, turn, accounts }, form);
  const { pid } = stage.application();
  const options = {
    port: stage.port,
    arriveEveryMs: form.arriveEveryMs,
    patienceMs: form.patienceMs,
    mistakes: true,
    withCodes: attack.withCodes === true,
  };
  stage.takeOutput();
  const calm = { ...options, withCodes: false, lastsMs: form.calmMs };
  const before = await runCalm(pid, office, calm, form.name);
  const { outcome, samples } = await meter(
    pid,
    Promise.all([attackers.perform(job), runAmid(office, options, form)]),
  );
  const [result, noticed] = outcome;
  const after = await rest(pid, before, office, options, form);
  const faults = [
    ...Object.entries(result.faults).map(([text, count]) => (count > 1 ? `${text} (${count} times)` : text)),
    ...faultsOfOutput(stage.takeOutput()),
  ];
  const alive = readHeld(pid) !== null;
  const during = { noticed, held: mostOf(samples) };
  return { measured: { attack: attack.name, before, during, after, faults, alive }, result };
}

/** @param name - in the long form memory is read after a collection of garbage */
async function runCalm(
  pid: number,
  office: Office,
  options: PhaseOptions,
  name: Form["name"],
): Promise<Phase> {
  const { outcome, samples } = await meter(pid, runPhase(office, options));
  const held = usualOf(samples);
  return {
    noticed: outcome,
    held: name === "long" ? { ...held, memoryMiB: await collectGarbage(pid) } : held,
  };
}

async function runAmid(office: Office, options: Omit<PhaseOptions, "lastsMs">, { attackMs }: Form) {
  await sleep(EDGE_MS);
  return runPhase(office, { ...options, lastsMs: attackMs - 2 * EDGE_MS });
}

/** Waits for a minute, with honest work at its end; in the short form only until descriptors are back. */
async function rest(
  pid: number,
  before: Phase,
  office: Office,
  options: Omit<PhaseOptions, "lastsMs">,
  { name, calmMs }: Form,
): Promise<Phase> {
  if (name === "long") {
    await sleep(MINUTE_MS - calmMs);
    return runCalm(pid, office, { ...options, withCodes: false, lastsMs: calmMs }, name);
  }
  const deadline = Date.now() + RETURN_WITHIN_MS;
  const enough = before.held.descriptors + SPARE_DESCRIPTORS;
  let held = readHeld(pid);
  while (held && held.descriptors > enough && Date.now() < deadline) {
    await sleep(100);
    held = readHeld(pid);
  }
  const noticed = { arrivals: [], loads: [], complaints: [] };
  return { noticed, held: held ?? { memoryMiB: 0, descriptors: 0 } };
}

function makeJob(stage: Stage, office: Office, { attack, turn, accounts }: Turn, form: Form): Job {
  return {
    attack: attack.name,
    port: stage.port,
    durationMs: form.attackMs,
    seed: turn,
    small: form.name === "short",
    office: office.address,
    elsewhere: Array.from({ length: ELSEWHERE }, (_, n) => `127.30.${n}.${turn}`),
    honestNames: office.names,
    ...accounts,
    chunk: stage.chunk,
  };
}
