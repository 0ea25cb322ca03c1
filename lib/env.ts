import { isIP } from "node:net";
import { z } from "zod";

/** Settings come from the environment (or `.env`); `.env.example` names each with its default. */
export class EnvError extends Error {
  constructor(readonly faults: string[]) {
    super(`Settings to correct:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "EnvError";
  }
}

const SAMPLE_SECRETS = /^(change-?me|secret|changeit|example|your[-_ ]?secret)/i;
const PROXY_NAMES = new Set(["loopback", "linklocal", "uniquelocal"]);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const flag = z.enum(["0", "1"], "must be 0 or 1").default("0");
const number = (min: number, max: number, fallback: number) =>
  z.coerce
    .number(`must be a number from ${min} to ${max}`)
    .int("must be a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(fallback);

const Settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
    .optional(),
  PORT: number(1, 65_535, 3000),
  APP_URL: z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional(),
  ALLOW_INSECURE_HTTP: flag,
  APP_TIMEZONE: z.string().refine(isTimeZone, "is not a known time zone").default("America/Port-au-Prince"),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, "must have at least 32 characters")
    .refine((secret) => !SAMPLE_SECRETS.test(secret), "is a sample: choose a random one")
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every(isProxy), "must list addresses, networks (10.0.0.0/8) or loopback"),
  SESSION_IDLE_MINUTES: number(1, 24 * 60, 60),
  SESSION_MAX_HOURS: number(1, 24 * 7, 12),
  SEED: z.enum(["sample", "none"], "must be sample or none").default("sample"),
  SEED_PASSWORD: z
    .string()
    .min(12, "must have at least 12 characters")
    .max(128, "must have at most 128 characters")
    .optional(),
  DATA_DIR: z.string().default(".data"),
  TRACKING: z.enum(["on", "off"], "must be on or off").default("on"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export interface Env {
  /** Unset: the embedded database. */
  databaseUrl: string | undefined;
  port: number;
  /** Origin under which people reach the product, without a trailing slash. */
  appUrl: string;
  insecureHttp: boolean;
  timeZone: string;
  authSecret: string | undefined;
  trustedProxies: string[];
  sessionIdleMs: number;
  sessionMaxAgeMs: number;
  seed: "sample" | "none";
  seedPassword: string | undefined;
  dataDir: string;
  tracking: boolean;
  logLevel: string;
}

/** @throws EnvError naming every fault at once */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  }
  const settings = parsed.data;
  const url = new URL(settings.APP_URL ?? `http://localhost:${settings.PORT}`);
  const insecureHttp = url.protocol === "http:" && url.hostname !== "localhost";
  if (insecureHttp && settings.ALLOW_INSECURE_HTTP !== "1") {
    throw new EnvError([
      "APP_URL is not encrypted: use https, or set ALLOW_INSECURE_HTTP=1 on an office network without it",
    ]);
  }
  return {
    databaseUrl: settings.DATABASE_URL,
    port: settings.PORT,
    appUrl: url.origin,
    insecureHttp,
    timeZone: settings.APP_TIMEZONE,
    authSecret: settings.NEXTAUTH_SECRET,
    trustedProxies: settings.TRUSTED_PROXIES,
    sessionIdleMs: settings.SESSION_IDLE_MINUTES * MINUTE_MS,
    sessionMaxAgeMs: settings.SESSION_MAX_HOURS * HOUR_MS,
    seed: settings.SEED,
    seedPassword: settings.SEED_PASSWORD,
    dataDir: settings.DATA_DIR,
    tracking: settings.TRACKING === "on",
    logLevel: settings.LOG_LEVEL,
  };
}

let current: Env | undefined;

/** This process's settings, read once. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isProxy(item: string): boolean {
  if (PROXY_NAMES.has(item)) return true;
  const [address = "", bits, ...rest] = item.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
