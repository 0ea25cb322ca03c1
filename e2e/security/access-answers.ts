import { expect, type Http } from "@/e2e/support/fixtures";
import type { Subject } from "@/e2e/support/subjects";
import { openEventSource } from "@/lib/simulator/event-source";
import type { Route } from "./access";

/** Returns whether the route is open to the subject. */
export function allows({ who }: Route, { access }: Subject): boolean {
  return who === "everyone" || access === "admin" || (who === "signed-in" && access === "staff");
}

/**
 * Checks a page: it is shown to an allowed subject, redirects an anonymous one to /login and refuses others
 * with 403.
 */
export async function checkPage(client: Http, route: Route, path: string, subject: Subject): Promise<void> {
  for (const method of ["GET", "HEAD"]) {
    const answer = await client.fetch(path, { method });
    if (allows(route, subject)) {
      if (route.leadsOn) expect(answer.status(), method).toBe(307);
      else if (route.who !== "everyone") expect(answer.status(), method).toBe(200);
      else expect(answer.status(), method).toBeLessThan(400);
    } else if (subject.access === "nobody") {
      expect(answer.status(), method).toBe(307);
      expect(answer.headers().location, method).toMatch(/^(http:\/\/localhost:\d+)?\/login(\?|$)/);
    } else {
      expect(answer.status(), method).toBe(403);
    }
  }
}

/** Checks the answer of a handler to each method. */
export async function checkHandler(
  client: Http,
  route: Route & { path: () => string },
  about: { userId: string; username: string },
  subject: Subject,
): Promise<void> {
  const path = route.path();
  if (route.methods) await checkChanges(client, route, { path, about }, subject);
  if (route.methods && !route.methods.GET) return;
  if (route.who === "everyone") {
    const status = (await client.get(path)).status();
    if (route.alwaysAnswers) expect(status).toBe(route.alwaysAnswers);
    else expect(status).toBeLessThan(500);
    return;
  }
  await refusesMethods(client, path, ["HEAD", ...(route.methods ? [] : ["POST"]), "PUT", "PATCH", "DELETE"]);
  const answer = await client.get(path);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  if (allows(route, subject)) {
    expect(answer.status()).toBe(200);
    return;
  }
  const { status, error } = refusalOf(subject);
  expect(answer.status()).toBe(status);
  expect(await answer.json()).toEqual({ error });
}

/** Checks a stream. Reads only the head of an accepted answer, because its body stays open. */
export async function checkStream(
  client: Http,
  route: Route,
  origin: string,
  path: string,
  subject: Subject,
): Promise<void> {
  await refusesMethods(client, path, ["HEAD", "POST", "PUT", "PATCH", "DELETE"]);
  const source = await openEventSource(origin + path, subject.cookie);
  source.close();
  if (allows(route, subject)) {
    expect(source.status).toBe(200);
    expect(source.type).toBe("text/event-stream; charset=utf-8");
    return;
  }
  const { status, error } = refusalOf(subject);
  expect(source.status).toBe(status);
  expect(JSON.parse(source.events.join(""))).toEqual({ error });
}

async function checkChanges(
  client: Http,
  route: Route,
  { path, about }: { path: string; about: { userId: string; username: string } },
  subject: Subject,
): Promise<void> {
  if (!route.methods) return;
  const { POST: change } = route.methods;
  const { status } = change;
  const sent = "form" in change ? { form: change.form } : { data: change.data(about) };
  if (!route.methods.GET) await refusesMethods(client, path, ["GET", "HEAD", "PUT", "PATCH", "DELETE"]);
  for (const headers of ELSEWHERE) {
    expect((await client.post(path, { ...sent, headers })).status(), JSON.stringify(headers)).toBe(403);
  }
  const answer = await client.post(path, { ...sent, headers: { "sec-fetch-site": "same-origin" } });
  expect(answer.headers()["cache-control"]).toContain("no-store");
  if (allows(route, subject)) {
    expect(answer.status()).toBe(status);
    expect(answer.headers().location ?? "", "no redirect to the sign-in page").not.toContain("/login");
    return;
  }
  if ("form" in change && subject.access === "nobody") {
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toMatch(/^\/login\?/);
    return;
  }
  const refusal = refusalOf(subject);
  expect(answer.status()).toBe(refusal.status);
  expect(await answer.json()).toEqual({ error: refusal.error });
}

const ELSEWHERE: Record<string, string>[] = [
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  { "sec-fetch-site": "same-site" },
  { origin: "https://evil.example" },
  {},
];

function refusalOf({ access }: Subject) {
  return access === "nobody"
    ? { status: 401, error: "unauthenticated" }
    : { status: 403, error: "forbidden" };
}

async function refusesMethods(client: Http, path: string, methods: string[]): Promise<void> {
  for (const method of methods) expect((await client.fetch(path, { method })).status(), method).toBe(405);
}
