import { existsSync } from "node:fs";

/** Loads `.env`, if there is one. Variables that the environment has already keep their values. */
export function loadDotenv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
