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
  /** The accounts of each person. A person takes the next one at each sign-in. */
  staff: CampaignUser[][];
  victims: CampaignUser[];
  admin: CampaignUser;
}

/** Enough users to be in every state at any moment, few enough for two cores. */
const STAFF = 16;
/** Accounts of one person, who signs in far more often than one account may. */
const ACCOUNTS = 16;
/** Waits between two attempts, and between two actions of a user. */
const pause = () => sleep(100 + Math.random() * 400);

/** Inserts the users of a campaign. Call it when `DATABASE_URL` is that of the stage. */
export async function makeCast(): Promise<Cast> {
  const { hashPassword } = await import("@/lib/auth/password/password");
  const { makeUser } = await import("@/lib/testing/records/factories");
  const password = randomBytes(12).toString("hex");
  const passwordHash = await hashPassword(password);
  const make = async (role: "ADMIN" | "DIRECTEUR"): Promise<CampaignUser> => {
    const { id: userId, username } = await makeUser({ role, passwordHash });
    return { userId, username, password };
  };
  const several = async (role: "ADMIN" | "DIRECTEUR") => {
    const accounts: CampaignUser[] = [];
    for (let n = 0; n < ACCOUNTS; n++) accounts.push(await make(role));
    return accounts;
  };
  const staff: CampaignUser[][] = [];
  for (let n = 0; n < STAFF; n++) staff.push(await several("DIRECTEUR"));
  // Administrators have no limit of sessions, so that only the revocation ends those of the victims.
  return { staff, victims: await several("ADMIN"), admin: await make("ADMIN") };
}

/** A browser that sends each request to instance A or B at random, and notes each response in the ledger. */
class Client {
  readonly browser: Browser;
  sessionKey: string | null = null;
  private instance: "A" | "B" = "A";

  constructor(stage: Stage, ledger: Ledger, desk: number) {
    const url = () => {
      this.instance = Math.random() < 0.5 ? "A" : "B";
      return stage.url(this.instance);
    };
    const note = (answered: Answered) =>
      void ledger.answers.push({ ...answered, sessionKey: this.sessionKey, instance: this.instance });
    this.browser = openBrowser(url, deskOf(desk), note);
  }

  /** Tries to sign in until it succeeds or `signal` is aborted. Returns whether it succeeded. */
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

function accountAt(accounts: CampaignUser[], turn: number): CampaignUser {
  const account = accounts[turn % accounts.length];
  if (!account) throw new Error("a person of the campaign has no account");
  return account;
}

/** Time limit for the last sign-out after the campaign: no fault is active then. */
const LAST_SIGN_OUT_MS = 30_000;

/**
 * Signs a user in, works and signs out, again and again, through all faults. After `signal` is aborted, a
 * signed-in user still signs out.
 */
export async function work(
  stage: Stage,
  accounts: CampaignUser[],
  ledger: Ledger,
  signal: AbortSignal,
): Promise<void> {
  const desk = Math.floor(Math.random() * 200);
  let deadline = Number.POSITIVE_INFINITY;
  signal.addEventListener("abort", () => {
    deadline = Date.now() + LAST_SIGN_OUT_MS;
  });
  for (let turn = 0; !signal.aborted; turn++) {
    const client = new Client(stage, ledger, desk);
    if (!(await client.signIn(accountAt(accounts, turn), ledger, signal))) return;
    for (let actions = 1 + Math.floor(Math.random() * 3); actions > 0; actions--) {
      await pause();
      if (Math.random() < 0.5) await client.browser.contact(true);
      else await client.browser.open("/me");
    }
    const from = Date.now();
    while (client.browser.sessionCookie()) {
      if (Date.now() > deadline) return;
      await client.browser.signOut();
      if (client.browser.sessionCookie()) await pause();
    }
    ledger.signOuts.push({ sessionKey: client.sessionKey ?? "", from, to: Date.now() });
  }
}

/** Time for which the old cookie is tried after a revocation. */
const PROBE_MS = 2_500;
/** Requests before a revocation, so that both instances have seen the session. */
const REQUESTS_BEFORE = 5;

/**
 * Lets an administrator revoke the victim's sessions, again and again. After each revocation the victim keeps
 * sending requests with the old cookie to both instances.
 */
export async function revoke(
  stage: Stage,
  { victims, admin }: Cast,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<void> {
  const administrator = new Client(stage, ledger, 1);
  if (!(await administrator.signIn(admin, ledger, signal))) return;
  for (let turn = 0; !signal.aborted; turn++) {
    const victim = accountAt(victims, turn);
    const client = new Client(stage, ledger, 2);
    if (!(await client.signIn(victim, ledger, signal))) return;
    for (let n = 0; n < REQUESTS_BEFORE; n++) await client.browser.open("/me");
    const revocation = { userIds: [victim.userId] };
    while ((await administrator.browser.post("/api/admin/sessions/revoke", revocation)) !== 200) {
      if (signal.aborted) return;
      await pause();
    }
    const at = Date.now();
    ledger.revocations.push({ sessionKey: client.sessionKey ?? "", at });
    while (Date.now() - at < PROBE_MS) {
      await client.browser.contact(true);
      await client.browser.open("/me");
      await sleep(100);
    }
  }
}
