import { existsSync } from "node:fs";

/** Settings of `.env`, where the environment itself says nothing. */
export function loadDotenv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
