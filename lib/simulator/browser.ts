import { z } from "zod";

/** Where somebody sits, and with what. */
export interface Desk {
  address: string;
  agent: string;
}

/** As much of a browser as it takes to be a person who uses the product: cookies, the form, a page, a tab's contact. */
export interface Browser {
  /** Fills in the form. @returns the status of the answer; 0: there was none */
  signIn(username: string, password: string): Promise<number>;
  /** A person opens a page. */
  open(path: string): Promise<number>;
  /** A tab says that it is there, and whether somebody used it. */
  contact(active: boolean): Promise<number>;
  /** A script of a page changes something. */
  post(path: string, body: object): Promise<number>;
  signOut(): Promise<number>;
  /** That of the session, if the browser has one. */
  sessionCookie(): { name: string; value: string } | null;
}

/** The product gives up on the database sooner. */
const PATIENCE_MS = 20_000;
const SCRIPT = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" };
const NAVIGATION = {
  accept: "text/html",
  "sec-fetch-site": "same-origin",
  "sec-fetch-mode": "navigate",
  "sec-fetch-user": "?1",
};
const FormToken = z.object({ csrfToken: z.string() });

/** What was asked and answered, for whoever keeps a book of it. */
export interface Answered {
  path: string;
  /** 0: there was no answer. */
  status: number;
  location: string | null;
  retryAfter: string | null;
  sentAt: number;
  answeredAt: number;
}

/**
 * @param url - where the product is; asked each time, where it has several instances
 * @param desk - believed where the product trusts this machine as a proxy (`TRUSTED_PROXIES=loopback`)
 */
export function openBrowser(
  url: string | (() => string),
  { address, agent }: Desk,
  note: (answered: Answered) => void = () => {},
): Browser {
  const jar = new Map<string, string>();

  async function ask(
    path: string,
    init: RequestInit & { headers: Record<string, string> },
  ): Promise<Response | null> {
    const sentAt = Date.now();
    try {
      const answer = await fetch((typeof url === "string" ? url : url()) + path, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { ...init.headers, cookie: cookies(), "user-agent": agent, "x-forwarded-for": address },
      });
      for (const line of answer.headers.getSetCookie()) keep(line);
      const retryAfter = answer.headers.get("retry-after");
      const location = answer.headers.get("location");
      note({ path, status: answer.status, location, retryAfter, sentAt, answeredAt: Date.now() });
      return answer;
    } catch {
      note({ path, status: 0, location: null, retryAfter: null, sentAt, answeredAt: Date.now() });
      return null;
    }
  }

  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  function keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    if (value === "" || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) jar.delete(name);
    else jar.set(name, value);
  }

  /** Reads the body to its end, so that the connection serves the next. */
  async function statusOf(answer: Response | null): Promise<number> {
    await answer?.arrayBuffer().catch(() => {});
    return answer?.status ?? 0;
  }

  async function post(path: string, body: object): Promise<number> {
    const headers = { ...SCRIPT, "content-type": "application/json" };
    return statusOf(await ask(path, { method: "POST", headers, body: JSON.stringify(body) }));
  }

  return {
    async signIn(username, password) {
      const form = await ask("/api/auth/csrf", { headers: SCRIPT });
      const token = FormToken.safeParse(await form?.json().catch(() => null));
      if (!token.success) return form?.status ?? 0;
      const { csrfToken } = token.data;
      const body = new URLSearchParams({ username, password, csrfToken, callbackUrl: "/", json: "true" });
      return statusOf(await ask("/api/auth/callback/credentials", { method: "POST", headers: SCRIPT, body }));
    },
    open: async (path) => statusOf(await ask(path, { headers: NAVIGATION })),
    contact: (active) => post("/api/contact", { active }),
    post,
    signOut: async () => statusOf(await ask("/api/sign-out", { method: "POST", headers: NAVIGATION })),
    sessionCookie() {
      const found = [...jar].find(([name]) => name.endsWith("konekte.session"));
      return found ? { name: found[0], value: found[1] } : null;
    },
  };
}
