import { withholdBodies } from "./bodies";
import { floodCodes } from "./codes";
import { floodContact } from "./contact";
import { fuzzQueries } from "./fuzzing";
import { forgeHeaders } from "./headers";
import { idle } from "./idle";
import { injectLogLines } from "./log-lines";
import { cutPages, cutPagesForRouter, floodPages, prefetch, requestHeads } from "./pages";
import { pipeline } from "./pipelining";
import { plantCookie } from "./planted-cookie";
import type { Scene } from "./scene";
import {
  AT_A_RATE,
  cutSignIns,
  floodFromKnownBrowser,
  floodSignIns,
  floodWithRightPassword,
} from "./sign-ins";
import { readSlowly } from "./slow-readers";

export interface Attack {
  name: string;
  /** Lasts until the scene is over. */
  run: (scene: Scene) => Promise<void>;
  /** New people come with activation codes meanwhile. */
  withCodes?: true;
}

/** All attacks of a campaign, in the order of docs/measurements.md. */
export const ATTACKS: Attack[] = [
  { name: "requests in a row, no answer read, closed", run: pipeline(true) },
  { name: "requests in a row, no answer read, left open", run: pipeline(false) },
  { name: "bodies whose end is withheld", run: withholdBodies },
  { name: "slow readers", run: readSlowly },
  { name: "pages of strangers, at the office's address, 100 at once", run: floodPages("office") },
  { name: "pages of strangers, from 200 addresses, 100 at once", run: floodPages("elsewhere") },
  { name: "pages that are cut before their answer", run: cutPages },
  { name: "pages for Next's router that are cut before their answer", run: cutPagesForRouter },
  { name: "pages for Next's router, requested by HEAD", run: requestHeads },
  { name: "pages for Next's router, requested ahead of a click", run: prefetch },
  { name: "idle connections", run: idle },
  {
    name: "sign-ins, at the office's address, names that do not exist",
    run: floodSignIns({ from: "office", names: "random", ...AT_A_RATE }),
  },
  {
    name: "sign-ins, at the office's address, names of other people",
    run: floodSignIns({ from: "office", names: "others", ...AT_A_RATE }),
  },
  {
    name: "sign-ins, at the office's address, 100 at once",
    run: floodSignIns({ from: "office", names: "random" }),
  },
  {
    name: "sign-ins, from 200 addresses, names that do not exist",
    run: floodSignIns({ from: "elsewhere", names: "random", ...AT_A_RATE }),
  },
  {
    name: "sign-ins, from 200 addresses, names of the honest people",
    run: floodSignIns({ from: "elsewhere", names: "honest", ...AT_A_RATE }),
  },
  {
    name: "sign-ins, from 200 addresses, 100 at once",
    run: floodSignIns({ from: "elsewhere", names: "random" }),
  },
  { name: "sign-ins, in the attacker's own known browser, 100 at once", run: floodFromKnownBrowser },
  { name: "a planted device cookie", run: plantCookie },
  { name: "activation codes, at the office's address", run: floodCodes("office"), withCodes: true },
  { name: "activation codes, from 200 addresses", run: floodCodes("elsewhere"), withCodes: true },
  { name: "forged headers", run: forgeHeaders },
  { name: "injected log lines", run: injectLogLines },
  { name: "random queries of every route", run: fuzzQueries },
  { name: "contact of one session", run: floodContact },
  // The last two, because the account of the attacker may then open no session for ten minutes.
  {
    name: "sign-ins, with a right password, at the office's address, 300 at once",
    run: floodWithRightPassword,
  },
  {
    name: "sign-ins, with a right password, at the office's address, cut before their answer",
    run: cutSignIns,
  },
];
