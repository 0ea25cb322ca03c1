#!/usr/bin/env node
// Prisma's command line starts this file as its "schema engine". It is a separate program, so it registers
// the TypeScript loader itself. See main.ts.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) });
await import("./main.ts");
