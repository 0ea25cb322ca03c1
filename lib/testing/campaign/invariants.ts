import type { Ledger, SessionRecord } from "./ledger";

/** Tolerance for clock skew between this process, the instances and the database. */
const SKEW_MS = 250;
/** Time after a revocation from which every instance must refuse the session. */
const REVOKED_WITHIN_MS = 1_000;
/** Statuses that are fine at any time. 503 is fine, too, with `Retry-After`. */
const EXPECTED = new Set([200, 204, 303, 307]);

/**
 * Checks the six invariants of a campaign, numbered as in docs/measurements.md. Pure, so that a test can
 * break each.
 *
 * @returns a sentence for each violation, beginning with its number; 0: a fault could not be caused
 */
export function judge(ledger: Ledger, records: SessionRecord[]): string[] {
  const byKey = new Map<string, SessionRecord[]>();
  for (const record of records)
    byKey.set(record.sessionKey, [...(byKey.get(record.sessionKey) ?? []), record]);
  return [
    ...signInsKept(ledger, byKey),
    ...signOutsKept(ledger, byKey),
    ...endedOnce(records),
    ...revokedIsWritten(ledger, byKey),
    ...revokedStaysOut(ledger),
    ...onlyExpectedAnswers(ledger, byKey),
    ...sameWithoutTracking(ledger),
    ...survivorIsWell(ledger),
    ...nothingWaits(ledger),
    ...ledger.unmade.map(({ fault, why }) => `0: ${fault} could not be made: ${why}`),
  ];
}

type ByKey = ReadonlyMap<string, SessionRecord[]>;

function signInsKept({ signIns }: Ledger, byKey: ByKey): string[] {
  return signIns.flatMap(({ sessionKey }) => {
    const [record, ...others] = byKey.get(sessionKey) ?? [];
    const once = record && others.length === 0 && record.opened === 1;
    return once ? [] : [`1: sign-in ${short(sessionKey)} has ${record ? 1 + others.length : 0} rows`];
  });
}

function signOutsKept({ signOuts }: Ledger, byKey: ByKey): string[] {
  return signOuts.flatMap(({ sessionKey, from, to }) => {
    const record = byKey.get(sessionKey)?.[0];
    const name = `2: sign-out ${short(sessionKey)}`;
    if (!record?.logoutTime) return [`${name} ended nothing`];
    if (record.ended !== 1) return [`${name} is recorded ${record.ended} times`];
    if (record.endReason !== "SIGNED_OUT") return [`${name} ended as ${record.endReason}`];
    const at = record.logoutTime.getTime();
    const inTime = at >= from - SKEW_MS && at <= to + SKEW_MS;
    return inTime ? [] : [`${name} has the time of another moment: ${at - from} ms after it was asked`];
  });
}

/** Checks that every session is recorded once, also a session whose ending nobody acknowledged. */
function endedOnce(records: SessionRecord[]): string[] {
  return records.flatMap(({ sessionKey, logoutTime, opened, ended }) =>
    opened === 1 && ended === (logoutTime ? 1 : 0)
      ? []
      : [`2: session ${short(sessionKey)} is recorded as opened ${opened} times and ended ${ended} times`],
  );
}

function revokedIsWritten({ revocations }: Ledger, byKey: ByKey): string[] {
  return revocations.flatMap(({ sessionKey }) => {
    const reason = byKey.get(sessionKey)?.[0]?.endReason;
    return reason === "REVOKED" ? [] : [`3: revocation of ${short(sessionKey)} is written as ${reason}`];
  });
}

function revokedStaysOut({ revocations, answers }: Ledger): string[] {
  const since = new Map(revocations.map(({ sessionKey, at }) => [sessionKey, at]));
  return answers.flatMap(({ sessionKey, sentAt, status, path, instance }) => {
    const at = sessionKey === null ? undefined : since.get(sessionKey);
    const late = at !== undefined && sentAt > at + REVOKED_WITHIN_MS;
    return late && status >= 200 && status < 300
      ? [`3: ${path} of a revoked session got ${status} from ${instance}, ${sentAt - at} ms later`]
      : [];
  });
}

function onlyExpectedAnswers({ answers, deaths, signOuts, revocations }: Ledger, byKey: ByKey): string[] {
  const endedFrom = new Map<string, number>();
  for (const { sessionKey, from } of signOuts) endedFrom.set(sessionKey, from);
  for (const { sessionKey } of revocations) endedFrom.set(sessionKey, 0);
  return answers.flatMap(
    ({ status, path, sentAt, answeredAt, instance, sessionKey, retryAfter, location }) => {
      const shutOut = status === 401 || (status === 307 && location?.startsWith("/login"));
      if (!shutOut && (EXPECTED.has(status) || (status === 503 && retryAfter !== null))) return [];
      const dead = deaths.some(
        (each) => each.instance === instance && answeredAt >= each.from && sentAt <= each.to,
      );
      if (status === 0 && dead) return [];
      if (shutOut && sessionKey !== null) {
        const signedOut = answeredAt >= (endedFrom.get(sessionKey) ?? Number.POSITIVE_INFINITY);
        if (signedOut || byKey.get(sessionKey)?.[0]?.endReason === "REPLACED") return [];
      }
      return [`4: ${path} got ${status} from ${instance}`];
    },
  );
}

function sameWithoutTracking({ twins }: Ledger): string[] {
  if (twins.length === 0) return ["4: no page was compared with one without tracking"];
  return twins.flatMap(({ fault, path, expected, on, off }) => {
    if (!off.startsWith(`${expected} `)) return [`4: with ${fault} ${path} got ${off.slice(0, 3)}`];
    return on === off ? [] : [`4: with ${fault} ${path} is another page than without tracking`];
  });
}

function survivorIsWell({ health }: Ledger): string[] {
  const [first] = health;
  return health.flatMap(({ after, pid, ready, live }) => {
    if (pid !== first?.pid) return [`5: after ${after} the instance that nobody killed is another process`];
    if (!ready) return [`5: 5 s after ${after} the instance that nobody killed is not ready`];
    return live ? [] : [`5: 10 s after ${after} the instance that nobody killed receives no hints`];
  });
}

function nothingWaits({ spooled, mostSpooled }: Ledger): string[] {
  if (mostSpooled === 0) return ["6: no sign-out was ever kept on disk"];
  return spooled.flatMap(({ after, count }) =>
    count > 0 ? [`6: 10 s after ${after} ${count} sign-outs wait on disk`] : [],
  );
}

function short(sessionKey: string): string {
  return sessionKey.slice(0, 8);
}
