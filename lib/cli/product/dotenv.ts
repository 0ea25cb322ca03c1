import { existsSync } from "node:fs";

/** Loads `.env`, if there is one. It does not overwrite variables that are already set. */
export function loadDotenv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
