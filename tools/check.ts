import { printLine } from "@/tools/run-step";
import { runStaticChecks } from "@/tools/static-checks";

/** `npm run check`: runs all static checks. Exits with 1 when one fails. */
const { passed, failed } = await runStaticChecks();
printLine(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
