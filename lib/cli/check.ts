import { say } from "@/lib/cli/run-step";
import { runStaticChecks } from "@/lib/cli/static-checks";

/** `npm run check` */
const { passed, failed } = await runStaticChecks();
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
