import { readFileSync } from "node:fs";
import type { APIResponse } from "@playwright/test";
import { z } from "zod";
import { expect, type Http, test } from "@/e2e/support/fixtures";
import { makeSubject, SUBJECTS, type Subject } from "@/e2e/support/subjects";
import { SERVER_ROUTES } from "@/lib/cli/product/server-routes";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { ACCESS, BUILT_IN, type Route } from "./access";
import { allows, checkHandler, checkPage, checkStream } from "./access-answers";

/*
 * The access matrix: {each subject} × {each page and handler of the build}.
 * Negative controls, each of which fails several tests: a page without its guard; a guard that reads the role
 * from the token; a guard that ignores `logout_time`.
 */

test("every route of the build and of the server is listed with its kind", () => {
  const Manifest = z.record(z.string(), z.string());
  const routes = Manifest.parse(JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")));
  const built = Object.entries(routes)
    .filter(([, route]) => !BUILT_IN.includes(route))
    .map(([file, route]) => `${file.endsWith("/route") ? "handler" : "page"} ${route}`);
  built.push(...Object.keys(SERVER_ROUTES).map((route) => `handler ${route}`));
  const listed = Object.entries(ACCESS).map(([route, { kind }]) => `${kind} ${route}`);
  expect(built.sort()).toEqual(listed.sort());
});

test("the build has no server actions, so that listed routes are its only entry points", () => {
  const Manifest = z.object({
    node: z.record(z.string(), z.unknown()),
    edge: z.record(z.string(), z.unknown()),
  });
  const { node, edge } = Manifest.parse(
    JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")),
  );
  expect({ ...node, ...edge }).toEqual({});
});

for (const kind of SUBJECTS) {
  for (const [name, route] of Object.entries(ACCESS)) {
    test(`${name} answers ${kind} as listed`, async ({ http, origin }) => {
      const canary = await makeCanary();
      const subject = await makeSubject(kind);
      const path = route.path?.(canary) ?? name;
      const client = await http(subject.cookie);
      if (route.streams) return checkStream(client, route, origin, path, subject);
      if (route.kind === "page") await checkPage(client, route, path, subject);
      else await checkHandler(client, { ...route, path: () => path }, canary, subject);
      await checkBodies(client, route, path, subject, canary);
    });
  }
}

interface Canary {
  userId: string;
  username: string;
  /** Strings that a subject must not receive unless it may see data of users. */
  marks: string[];
}

async function makeCanary(): Promise<Canary> {
  const user = await makeUser({ name: `Canari ${crypto.randomUUID()}` });
  const ipAddress = `2001:db8::${Math.floor(Math.random() * 0xffff).toString(16)}:77`;
  await makeSession(user, { ipAddress, userAgent: `canari ${user.username}` });
  const now = new Date();
  await makeSession(user, { loginTime: now, logoutTime: now, ipAddress }); // the latest ending of all
  return { userId: user.id, username: user.username, marks: [user.name, user.username, ipAddress] };
}

type Variant = [address: string, headers: Record<string, string>];

/**
 * Requests a route in every variant and follows redirects. The final body must contain no data of users
 * unless the subject may see it.
 */
async function checkBodies(client: Http, route: Route, path: string, subject: Subject, canary: Canary) {
  const allowed = allows(route, subject);
  const [place, query = ""] = path.split("?");
  const withSlash = `${place}/${query && `?${query}`}`;
  const asData = `${path}${query ? "&" : "?"}_rsc=1a2b3`;
  const variants: Variant[] = [
    [path, {}],
    ...(path === "/" ? [] : [[withSlash, {}] satisfies Variant]),
    [asData, { RSC: "1" }],
    [asData, { RSC: "1", "Next-Router-Prefetch": "1" }],
    [path, { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" }],
    [
      path,
      {
        "x-middleware-subrequest":
          "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
      },
    ],
  ];
  for (const [address, headers] of variants) {
    const answer = await follow(client, address, headers);
    const body = await answer.text();
    const label = `${address} ${JSON.stringify(headers)}`;
    if (route.alwaysAnswers) expect(answer.status(), label).toBe(route.alwaysAnswers);
    else expect(answer.status(), label).toBeLessThan(500);
    if (allowed && route.showsPeople && !headers["Next-Router-Prefetch"]) {
      expect(body, `${label} (an allowed subject sees the user)`).toContain(canary.marks[0]);
    }
    if (subject.access === "admin") continue; // may see users wherever a redirect leads
    for (const mark of canary.marks) expect(body, label).not.toContain(mark);
    if (subject.access === "nobody") expect(body, label).not.toContain(subject.name);
  }
}

/**
 * Follows redirects with cookie and headers, as a browser does. Playwright itself drops a cookie header that
 * was set by hand.
 */
async function follow(
  client: Http,
  address: string,
  headers: Record<string, string>,
  left = 5,
): Promise<APIResponse> {
  const answer = await client.get(address, { headers });
  const { location } = answer.headers();
  if (!location) return answer;
  expect(left, `${address} redirects in a loop`).toBeGreaterThan(0);
  return follow(client, location, headers, left - 1);
}
