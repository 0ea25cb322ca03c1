import { z } from "zod";

/** Address and user agent that a simulated user sends. */
export interface Desk {
  address: string;
  agent: string;
}

/**
 * The parts of a browser that a simulated user needs: cookies, the sign-in form, pages and the contact of a
 * tab. Each request resolves with the status of its response; 0: there was none.
 */
export interface Browser {
  /** Submits the sign-in form. */
  signIn(username: string, password: string): Promise<number>;
  /** Opens a page, as a navigation by a user. */
  open(path: string): Promise<number>;
  /** Sends the contact of a tab, with whether a user was active in it. */
  contact(active: boolean): Promise<number>;
  /** Sends a JSON request, as a script of a page does. */
  post(path: string, body: object): Promise<number>;
  signOut(): Promise<number>;
  /** Returns the session cookie; null when there is none. */
  sessionCookie(): { name: string; value: string } | null;
}

/** Timeout of a request: longer than the product waits for the database. */
const TIMEOUT_MS = 20_000;
const SCRIPT = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" };
const NAVIGATION = {
  accept: "text/html",
  "sec-fetch-site": "same-origin",
  "sec-fetch-mode": "navigate",
  "sec-fetch-user": "?1",
};
const FormToken = z.object({ csrfToken: z.string() });

/** A request with its response. Instants are of this machine, in ms. */
export interface Answered {
  path: string;
  /** 0: there was no response. */
  status: number;
  location: string | null;
  retryAfter: string | null;
  sentAt: number;
  answeredAt: number;
}

/**
 * Opens a simulated browser without cookies.
 *
 * @param url - address of the product; with several instances a function, called for each request
 * @param desk - the product uses its address only with `TRUSTED_PROXIES=loopback`
 * @param note - called after each request
 */
export function openBrowser(
  url: string | (() => string),
  { address, agent }: Desk,
  note: (answered: Answered) => void = () => {},
): Browser {
  const jar = cookieJar();

  async function send(
    path: string,
    init: RequestInit & { headers: Record<string, string> },
  ): Promise<Response | null> {
    const sentAt = Date.now();
    try {
      const answer = await fetch((typeof url === "string" ? url : url()) + path, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { ...init.headers, cookie: jar.header(), "user-agent": agent, "x-forwarded-for": address },
      });
      for (const line of answer.headers.getSetCookie()) jar.store(line);
      const retryAfter = answer.headers.get("retry-after");
      const location = answer.headers.get("location");
      note({ path, status: answer.status, location, retryAfter, sentAt, answeredAt: Date.now() });
      return answer;
    } catch {
      note({ path, status: 0, location: null, retryAfter: null, sentAt, answeredAt: Date.now() });
      return null;
    }
  }

  async function post(path: string, body: object): Promise<number> {
    const headers = { ...SCRIPT, "content-type": "application/json" };
    return statusOf(await send(path, { method: "POST", headers, body: JSON.stringify(body) }));
  }

  return {
    async signIn(username, password) {
      const form = await send("/api/auth/csrf", { headers: SCRIPT });
      const token = FormToken.safeParse(await form?.json().catch(() => null));
      if (!token.success) return form?.status ?? 0;
      const { csrfToken } = token.data;
      const body = new URLSearchParams({ username, password, csrfToken, callbackUrl: "/", json: "true" });
      return statusOf(
        await send("/api/auth/callback/credentials", { method: "POST", headers: SCRIPT, body }),
      );
    },
    open: async (path) => statusOf(await send(path, { headers: NAVIGATION })),
    contact: (active) => post("/api/contact", { active }),
    post,
    signOut: async () => statusOf(await send("/api/sign-out", { method: "POST", headers: NAVIGATION })),
    sessionCookie: () => jar.find("konekte.session"),
  };
}

/** The cookies of one browser. It reads one attribute only: `Max-Age=0`, which deletes a cookie. */
export function cookieJar() {
  const cookies = new Map<string, string>();
  return {
    /** Returns the value of the Cookie header. */
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    /** Stores or deletes the cookie of a Set-Cookie header. */
    store(line: string): void {
      const [pair = "", ...attributes] = line.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      const expired = value === "" || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
      if (expired) cookies.delete(name);
      else cookies.set(name, value);
    },
    /** Returns the cookie whose name ends with `suffix`; null when there is none. */
    find(suffix: string): { name: string; value: string } | null {
      const found = [...cookies].find(([name]) => name.endsWith(suffix));
      return found ? { name: found[0], value: found[1] } : null;
    },
  };
}

/** Reads the body to its end, so that the connection can be reused. Returns the status; 0: no response. */
async function statusOf(answer: Response | null): Promise<number> {
  await answer?.arrayBuffer().catch(() => {});
  return answer?.status ?? 0;
}
