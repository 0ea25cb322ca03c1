import { isIP } from "node:net";
import { z } from "zod";
import type { Role } from "@/lib/db/generated/enums";
import { isGuessableSecret } from "@/lib/guessable-secret";

const PROXY_NAMES = new Set(["loopback", "linklocal", "uniquelocal"]);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const flag = z.enum(["0", "1"]).default("0");
const number = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const sessions = z.coerce.number().int().min(0).max(1_000);

/** Settings from the environment or `.env`. `.env.example` lists each one with its default. */
const Settings = z.object({
  DATABASE_URL: z.string().refine(isPostgresUrl).optional(),
  MIGRATION_DATABASE_URL: z.string().refine(isPostgresUrl).optional(),
  PORT: number(1, 65_535, 3000),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOW_INSECURE_HTTP: flag,
  ORGANISATION: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^\P{Cc}*$/u)
    .default("Konekte"),
  APP_TIMEZONE: z.string().refine(isTimeZone).default("America/Port-au-Prince"),
  NEXTAUTH_SECRET: z
    .string()
    .min(32)
    .refine((secret) => !isGuessableSecret(secret))
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
    .refine((list) => list.every(isProxy)),
  SESSION_IDLE_MINUTES: number(1, 24 * 60, 60),
  SESSION_MAX_HOURS: number(1, 24 * 7, 12),
  MAX_SESSIONS_ADMIN: sessions.default(0),
  MAX_SESSIONS_DIRECTEUR: sessions.default(3),
  MAX_SESSIONS_SECRETAIRE: sessions.default(3),
  MAX_SESSIONS_ARCHIVES: sessions.default(3),
  WORKING_HOURS: z.string().refine(isWorkingHours).default("08:00-16:00"),
  RETENTION_DAYS: number(0, 3_650, 365),
  SEED: z.enum(["sample", "none"]).default("sample"),
  SEED_PASSWORD: z.string().min(12).max(128).optional(),
  DATA_DIR: z.string().default(".data"),
  TRACKING: z.enum(["on", "off"]).default("on"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type SettingName = keyof typeof Settings.shape;

/** Names of the settings with invalid values. The message file of the terminal describes the valid values. */
export class EnvError extends Error {
  constructor(readonly settings: SettingName[]) {
    super(`Settings to correct: ${settings.join(", ")}`);
    this.name = "EnvError";
  }
}

export interface Env {
  /** Undefined for the embedded database. */
  databaseUrl: string | undefined;
  port: number;
  /** Origin at which users reach the product, without a trailing slash. */
  appUrl: string;
  /** Whether `appUrl` is http on a host other than localhost. */
  insecureHttp: boolean;
  /** Name of the organisation, in Excel and PDF files. */
  organisation: string;
  timeZone: string;
  authSecret: string | undefined;
  trustedProxies: string[];
  /** Whether `trustedProxies` is `loopback` because the address is https and TRUSTED_PROXIES is empty. */
  proxiesAssumed: boolean;
  sessionIdleMs: number;
  sessionMaxAgeMs: number;
  /** Open sessions that one user of a role may have; 0 for no limit. */
  maxSessions: Record<Role, number>;
  /** Working hours of the office, in minutes since midnight in `timeZone`. */
  workingHours: { fromMinute: number; toMinute: number };
  /** Days after its end at which the address and user agent of a session are deleted; 0 for never. */
  retentionDays: number;
  seed: "sample" | "none";
  seedPassword: string | undefined;
  dataDir: string;
  tracking: boolean;
  logLevel: string;
}

/**
 * Validates and converts the settings. An empty value counts as missing.
 *
 * @throws EnvError naming every invalid setting
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Settings.safeParse(given);
  const faults = new Set<SettingName>();
  if (isUnencrypted(given.APP_URL) && given.ALLOW_INSECURE_HTTP !== "1") faults.add("ALLOW_INSECURE_HTTP");
  if (given.MIGRATION_DATABASE_URL && !given.DATABASE_URL) faults.add("MIGRATION_DATABASE_URL");
  for (const { path } of parsed.error?.issues ?? []) faults.add(Settings.keyof().parse(path[0]));
  if (!parsed.success || faults.size > 0) throw new EnvError([...faults]);

  const settings = parsed.data;
  const appUrl = settings.APP_URL ?? `http://localhost:${settings.PORT}`;
  // The server itself speaks http only, so with https there is a proxy, most often on the same machine.
  const proxiesAssumed = appUrl.startsWith("https:") && settings.TRUSTED_PROXIES.length === 0;
  return {
    databaseUrl: settings.DATABASE_URL,
    port: settings.PORT,
    appUrl: new URL(appUrl).origin,
    insecureHttp: isUnencrypted(appUrl),
    organisation: settings.ORGANISATION,
    timeZone: settings.APP_TIMEZONE,
    authSecret: settings.NEXTAUTH_SECRET,
    trustedProxies: proxiesAssumed ? ["loopback"] : settings.TRUSTED_PROXIES,
    proxiesAssumed,
    sessionIdleMs: settings.SESSION_IDLE_MINUTES * MINUTE_MS,
    sessionMaxAgeMs: settings.SESSION_MAX_HOURS * HOUR_MS,
    maxSessions: {
      ADMIN: settings.MAX_SESSIONS_ADMIN,
      DIRECTEUR: settings.MAX_SESSIONS_DIRECTEUR,
      SECRETAIRE: settings.MAX_SESSIONS_SECRETAIRE,
      ARCHIVES: settings.MAX_SESSIONS_ARCHIVES,
    },
    workingHours: readWorkingHours(settings.WORKING_HOURS),
    retentionDays: settings.RETENTION_DAYS,
    seed: settings.SEED,
    seedPassword: settings.SEED_PASSWORD,
    dataDir: settings.DATA_DIR,
    tracking: settings.TRACKING === "on",
    logLevel: settings.LOG_LEVEL,
  };
}

let current: Env | undefined;

/** Returns the settings of this process. Reads them at the first call. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}

/** Returns whether passwords would cross a network in clear: http to a host other than localhost. */
function isUnencrypted(appUrl: string | undefined): boolean {
  if (!appUrl || !URL.canParse(appUrl)) return false;
  const { protocol, hostname } = new URL(appUrl);
  return protocol === "http:" && hostname !== "localhost";
}

function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url) && URL.canParse(url);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const WORKING_HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;

function readWorkingHours(text: string): Env["workingHours"] {
  const [, fromHour, from, toHour, to] = (WORKING_HOURS.exec(text) ?? []).map(Number);
  return { fromMinute: Number(fromHour) * 60 + Number(from), toMinute: Number(toHour) * 60 + Number(to) };
}

function isWorkingHours(text: string): boolean {
  const { fromMinute, toMinute } = readWorkingHours(text);
  return fromMinute < toMinute && toMinute <= 24 * 60;
}

function isProxy(item: string): boolean {
  if (PROXY_NAMES.has(item)) return true;
  const [address = "", bits, ...rest] = item.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
