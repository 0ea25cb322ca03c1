import fc from "fast-check";
import { expect, test } from "vitest";
import { joinContacts, type PendingContact } from "./pending-contact";

const IDLE_MS = 60;

interface Note {
  at: number;
  active: boolean;
}

const notes = fc
  .array(fc.record({ pause: fc.integer({ min: 0, max: 90 }), active: fc.boolean() }), { minLength: 1 })
  .map((steps) => {
    let at = 0;
    return steps.map(({ pause, active }): Note => {
      at += pause;
      return { at, active };
    });
  });

test("joined contacts extend a session as if each had been written at once", () => {
  fc.assert(
    fc.property(notes, fc.nat({ max: 10 }), (all, cut) => {
      const groups = [all.slice(0, cut), all.slice(cut)].filter((group) => group.length > 0);
      const waiting = groups.map((group) => group.map(pending).reduce(join)).reduce(join);
      const [now, later] = [writeOneByOne(all), writeLater(waiting)];
      expect(later.activityAt).toBe(now.activityAt);
      expect(later.contactAt).toBeLessThanOrEqual(now.contactAt);
    }),
  );
});

test.each([
  [IDLE_MS - 1, 20 + IDLE_MS - 1],
  [IDLE_MS, 20],
])(
  "after a pause of %i between two activities (idle limit 60), the latest activity is at %i",
  (pause, lastAt) => {
    const joined = join(pending({ at: 20, active: true }), pending({ at: 20 + pause, active: true }));
    expect(joined).toMatchObject({ contactAt: lastAt, activity: { firstAt: 20, lastAt } });
  },
);

test("a contact without address and agent keeps the earlier ones", () => {
  const earlier = { ...pending({ at: 1, active: false }), ipAddress: "192.0.2.1", userAgent: "agent" };
  expect(join(earlier, pending({ at: 2, active: false }))).toEqual({ ...earlier, contactAt: 2 });
});

function pending({ at, active }: Note): PendingContact {
  const activity = active ? { firstAt: at, lastAt: at } : null;
  return { sessionKeyHash: "key", contactAt: at, activity, ipAddress: null, userAgent: null };
}

function join(earlier: PendingContact, later: PendingContact): PendingContact {
  return joinContacts(earlier, later, IDLE_MS);
}

/** Writes each note at once, to a session that was last active at 0. */
function writeOneByOne(all: Note[]) {
  const row = { activityAt: 0, contactAt: 0 };
  for (const { at, active } of all) {
    if (at >= row.activityAt + IDLE_MS) continue;
    row.contactAt = at;
    if (active) row.activityAt = at;
  }
  return row;
}

/** Writes the joined notes to the same session, by the rule of write-contacts.ts. */
function writeLater({ contactAt, activity }: PendingContact) {
  const inTime = (activity?.firstAt ?? contactAt) < IDLE_MS;
  return inTime ? { activityAt: activity?.lastAt ?? 0, contactAt } : { activityAt: 0, contactAt: 0 };
}
