import { z } from "zod";

export type DatabaseAction = "can-connect-to-database" | "create-database" | "drop-database";

/** A command that Prisma's command line gives to its engine. */
export type EngineCommand =
  | { kind: "version"; url: string }
  | { kind: "database"; action: DatabaseAction; url: string }
  | { kind: "serve"; url: string; shadowUrl: string | undefined; datamodels: string[] };

const Datasource = z.object({ url: z.string().default(""), shadowDatabaseUrl: z.string().optional() });
const Action = z.enum(["can-connect-to-database", "create-database", "drop-database"]);

/**
 * Parses the arguments of the engine.
 *
 * @param args - `--datasource JSON [--datamodels FILE]… [cli ACTION]`, or `--version`
 */
export function readCommandLine(args: string[]): EngineCommand {
  const { url, shadowDatabaseUrl } = Datasource.parse(JSON.parse(valuesOf(args, "--datasource")[0] ?? "{}"));
  if (args.includes("--version")) return { kind: "version", url };
  const cli = args.indexOf("cli");
  if (cli >= 0) return { kind: "database", action: Action.parse(args[cli + 1]), url };
  return {
    kind: "serve",
    url,
    shadowUrl: shadowDatabaseUrl || undefined,
    datamodels: valuesOf(args, "--datamodels"),
  };
}

function valuesOf(args: string[], option: string): string[] {
  return args.flatMap((arg, at) => (arg === option ? args.slice(at + 1, at + 2) : []));
}
