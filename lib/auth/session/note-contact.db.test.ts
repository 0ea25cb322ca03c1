import { expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { flushContact } from "@/lib/sessions/contact/touch-session";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { noteContact } from "./note-contact";

const HOUR_MS = 3_600_000;
const LIMITS = { idleMs: 2 * HOUR_MS, maxAgeMs: 12 * HOUR_MS };
const ORIGIN = { [ADDRESS_HEADER]: "198.51.100.7", "user-agent": "new agent" };
const OPENED = { "sec-fetch-site": "none", "sec-fetch-user": "?1" };
const POLLED = { "sec-fetch-site": "same-origin" };
const OPENED_WITHOUT_HTTPS = { accept: "text/html" };

test.each([
  ["a document that the user opened", OPENED, undefined, true],
  ["a poll", POLLED, undefined, false],
  ["a document without HTTPS", OPENED_WITHOUT_HTTPS, undefined, true],
  ["a poll of a tab whose user was active", POLLED, true, true],
  ["a document of a tab whose user was not active", OPENED, false, false],
])(
  "%s updates contact, address and agent, and activity only when the user acted",
  async (what, headers, active, moves) => {
    vi.spyOn(env(), "insecureHttp", "get").mockReturnValue(headers === OPENED_WITHOUT_HTTPS);
    const loginTime = new Date(Date.now() - HOUR_MS);
    const { id, userId } = await makeSession(await makeUser(), { loginTime });
    const { sessionKey } = await prisma.userSession.findUniqueOrThrow({ where: { id } });
    noteContact({ userId, sessionKeyHash: sessionKey }, new Headers({ ...ORIGIN, ...headers }), active);
    await flushContact(LIMITS);
    const row = await prisma.userSession.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ ipAddress: "198.51.100.7", userAgent: "new agent" });
    expect(row.lastContactAt.getTime()).toBeGreaterThan(loginTime.getTime());
    expect(row.lastActivityAt.getTime() > loginTime.getTime(), what).toBe(moves);
  },
);
