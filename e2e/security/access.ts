/**
 * Access rules of a route. access.spec.ts compares the list below with the routes of the build: a route
 * without an entry fails, and so does an entry without a route.
 */
export interface Route {
  kind: "page" | "handler";
  who: "everyone" | "signed-in" | "admin";
  /** For a route with parameters: a real address that concerns the given user. */
  path?: (user: { userId: string; username: string }) => string;
  /** Shows data of other users to an allowed subject. */
  showsPeople?: true;
  /** Status of a route that reports a fault to everyone. */
  alwaysAnswers?: 503;
  /** A page that only redirects. */
  leadsOn?: true;
  /** The answer stays open. */
  streams?: true;
  /** Methods of a guarded handler that changes something: POST instead of GET, or both. */
  methods?: { POST: Change; GET?: true };
}

/**
 * The request to send, and the status for an allowed subject. A form redirects an anonymous subject to the
 * sign-in page.
 */
type Change = { status: number } & (
  | { data: (user: { userId: string; username: string }) => object | string }
  | { form: Record<string, string> }
);

export const ACCESS: Record<string, Route> = {
  "/": { kind: "page", who: "signed-in", leadsOn: true },
  "/login": { kind: "page", who: "everyone" },
  "/activate": { kind: "page", who: "everyone" },
  "/me": { kind: "page", who: "signed-in" },
  "/admin": { kind: "page", who: "admin", showsPeople: true },
  "/admin/active-users": { kind: "page", who: "admin", showsPeople: true },
  "/admin/sessions": {
    kind: "page",
    who: "admin",
    showsPeople: true,
    path: ({ userId }) => `/admin/sessions?user=${userId}`,
  },
  "/admin/reports/connection-time": {
    kind: "page",
    who: "admin",
    showsPeople: true,
    path: ({ userId }) => `/admin/reports/connection-time?user=${userId}`,
  },
  "/admin/users/[id]": {
    kind: "page",
    who: "admin",
    showsPeople: true,
    path: ({ userId }) => `/admin/users/${userId}`,
  },
  "/admin/users": {
    kind: "page",
    who: "admin",
    showsPeople: true,
    path: () => "/admin/users?sort=-created&pageSize=100",
  },
  "/admin/users/new": { kind: "page", who: "admin" },
  "/admin/users/import": { kind: "page", who: "admin" },
  "/admin/reports/timeline": { kind: "page", who: "admin", showsPeople: true },
  "/icon.svg": { kind: "handler", who: "everyone" },
  "/unavailable": { kind: "handler", who: "everyone", alwaysAnswers: 503 },
  "/api/[...rest]": { kind: "handler", who: "everyone", path: () => "/api/nowhere" },
  "/api/auth/[...nextauth]": { kind: "handler", who: "everyone", path: () => "/api/auth/csrf" },
  "/api/sign-out": { kind: "handler", who: "everyone" },
  "/api/preferences": { kind: "handler", who: "everyone" },
  "/api/activation": { kind: "handler", who: "everyone" },
  "/api/activation/password": { kind: "handler", who: "everyone" },
  "/api/me/password": {
    kind: "handler",
    who: "signed-in",
    methods: { POST: { form: { current: "not this one", password: "some other one" }, status: 303 } },
  },
  "/api/me/end-others": {
    kind: "handler",
    who: "signed-in",
    methods: { POST: { form: { current: "not this one" }, status: 303 } },
  },
  "/api/me/export": { kind: "handler", who: "signed-in", path: () => "/api/me/export?format=csv" },
  "/api/contact": {
    kind: "handler",
    who: "signed-in",
    methods: { POST: { data: () => ({ active: true }), status: 204 } },
  },
  "/api/live": { kind: "handler", who: "signed-in", streams: true },
  "/api/admin/live": { kind: "handler", who: "admin", streams: true },
  "/api/health": { kind: "handler", who: "everyone" },
  "/api/health/ready": { kind: "handler", who: "everyone" },
  "/api/admin/active-users": { kind: "handler", who: "admin", showsPeople: true },
  "/api/admin/sessions/revoke": {
    kind: "handler",
    who: "admin",
    path: ({ username }) => `/api/admin/sessions/revoke?q=${username}&of=canary`,
    showsPeople: true,
    methods: { GET: true, POST: { data: () => ({ userIds: [crypto.randomUUID()] }), status: 200 } },
  },
  "/api/admin/users": {
    kind: "handler",
    who: "admin",
    methods: {
      POST: {
        data: () => ({ username: `u${crypto.randomUUID()}`, name: "Nouvelle", role: "admin" }),
        status: 201,
      },
    },
  },
  "/api/admin/users/[id]": {
    kind: "handler",
    who: "admin",
    path: ({ userId }) => `/api/admin/users/${userId}`,
    methods: {
      POST: { data: ({ username }) => ({ username, name: "Autre", role: "admin", version: 0 }), status: 200 },
    },
  },
  "/api/admin/users/actions": {
    kind: "handler",
    who: "admin",
    methods: { POST: { data: ({ userId }) => ({ action: "unlock", userIds: [userId] }), status: 200 } },
  },
  "/api/admin/users/import/plan": {
    kind: "handler",
    who: "admin",
    methods: { POST: { data: () => "username,name,role\nsomebody.new,Nouvelle,admin\n", status: 200 } },
  },
  "/api/admin/users/import/apply": {
    kind: "handler",
    who: "admin",
    // The digest belongs to another plan, so that the import is refused and changes nothing.
    path: () => `/api/admin/users/import/apply?digest=${"0".repeat(64)}`,
    methods: { POST: { data: () => "username,name,role\nsomebody.new,Nouvelle,admin\n", status: 409 } },
  },
  "/api/admin/timeline": { kind: "handler", who: "admin", showsPeople: true },
  "/api/admin/exports/[kind]": {
    kind: "handler",
    who: "admin",
    path: ({ username }) => `/api/admin/exports/users?format=csv&q=${username}`,
    showsPeople: true,
  },
  "/api/admin/dashboard": { kind: "handler", who: "admin", showsPeople: true },
};

/** Pages that the build adds itself. They have no address of their own. */
export const BUILT_IN = ["/_not-found", "/_global-error"];
