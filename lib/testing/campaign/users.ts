import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import { type Answered, type Browser, openBrowser } from "@/lib/simulator/browser";
import { deskOf } from "@/lib/simulator/desks";
import type { Ledger } from "./ledger";
import type { Stage } from "./stage";

export interface CampaignUser {
  userId: string;
  username: string;
  password: string;
}

interface Cast {
  staff: CampaignUser[];
  victim: CampaignUser;
  admin: CampaignUser;
}

/** Enough to be in every place at every moment, few enough for two cores. */
const STAFF = 16;
/** Between two tries, and between two things that somebody does. */
const pause = () => sleep(100 + Math.random() * 400);

/** Makes everybody whom a campaign needs; to be called when the database of the stage is known. */
export async function makeCast(): Promise<Cast> {
  const { hashPassword } = await import("@/lib/auth/password/password");
  const { makeUser } = await import("@/lib/testing/records/factories");
  const password = randomBytes(12).toString("hex");
  const passwordHash = await hashPassword(password);
  const make = async (role: "ADMIN" | "DIRECTEUR"): Promise<CampaignUser> => {
    const { id: userId, username } = await makeUser({ role, passwordHash });
    return { userId, username, password };
  };
  const staff: CampaignUser[] = [];
  for (let n = 0; n < STAFF; n++) staff.push(await make("DIRECTEUR"));
  return { staff, victim: await make("ADMIN"), admin: await make("ADMIN") }; // administrators have no limit of sessions
}

/** A browser that asks the one or the other instance each time, and writes everything into the book. */
class Client {
  readonly browser: Browser;
  sessionKey: string | null = null;
  private instance: "A" | "B" = "A";

  constructor(stage: Stage, ledger: Ledger, place: number) {
    const url = () => {
      this.instance = Math.random() < 0.5 ? "A" : "B";
      return stage.url(this.instance);
    };
    const note = (answered: Answered) =>
      void ledger.answers.push({ ...answered, sessionKey: this.sessionKey, instance: this.instance });
    this.browser = openBrowser(url, deskOf(place), note);
  }

  /** Until it is done, or nobody wants it any more. @returns whether it is */
  async signIn({ username, password }: CampaignUser, ledger: Ledger, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      await this.browser.signIn(username, password);
      const cookie = this.browser.sessionCookie();
      const claims = await openSessionCookie(cookie?.value);
      if (claims) {
        this.sessionKey = claims.sessionKeyHash;
        ledger.signIns.push({ sessionKey: this.sessionKey });
        return true;
      }
      await pause();
    }
    return false;
  }
}

/** In the end everything is whole, and whoever still can't sign out never will. */
const GOES_HOME_WITHIN_MS = 30_000;

/** Signs in, works and signs out, again and again, whatever is broken meanwhile; somebody who is signed in signs out in the end. */
export async function work(
  stage: Stage,
  person: CampaignUser,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<void> {
  const place = Math.floor(Math.random() * 200);
  let closes = Number.POSITIVE_INFINITY;
  signal.addEventListener("abort", () => {
    closes = Date.now() + GOES_HOME_WITHIN_MS;
  });
  while (!signal.aborted) {
    const client = new Client(stage, ledger, place);
    if (!(await client.signIn(person, ledger, signal))) return;
    for (let deeds = 1 + Math.floor(Math.random() * 3); deeds > 0; deeds--) {
      await pause();
      if (Math.random() < 0.5) await client.browser.contact(true);
      else await client.browser.open("/me");
    }
    const from = Date.now();
    while (client.browser.sessionCookie()) {
      if (Date.now() > closes) return;
      await client.browser.signOut();
      if (client.browser.sessionCookie()) await pause();
    }
    ledger.signOuts.push({ sessionKey: client.sessionKey ?? "", from, to: Date.now() });
  }
}

const PROBED_FOR_MS = 2_500;
const SEEN_BEFORE = 5;

/** An administrator signs somebody out, again and again, who goes on trying both instances with the old cookie. */
export async function revoke(
  stage: Stage,
  { victim, admin }: Cast,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<void> {
  const boss = new Client(stage, ledger, 1);
  if (!(await boss.signIn(admin, ledger, signal))) return;
  while (!signal.aborted) {
    const client = new Client(stage, ledger, 2);
    if (!(await client.signIn(victim, ledger, signal))) return;
    for (let n = 0; n < SEEN_BEFORE; n++) await client.browser.open("/me"); // both instances know the session
    while ((await boss.browser.post("/api/admin/sessions/revoke", { userIds: [victim.userId] })) !== 200) {
      if (signal.aborted) return;
      await pause();
    }
    const at = Date.now();
    ledger.revocations.push({ sessionKey: client.sessionKey ?? "", at });
    while (Date.now() - at < PROBED_FOR_MS) {
      await client.browser.contact(true);
      await client.browser.open("/me");
      await sleep(100);
    }
  }
}
