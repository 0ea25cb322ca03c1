import { z } from "zod";
import { FORGED_EVENT } from "./log-lines";

/** The fields of every line of the product's log. */
const LogLine = z.object({ level: z.int(), time: z.iso.datetime(), event: z.string().optional() });
const SHOWN = 120;
/** Lines that are reported at most. */
const MAX_FAULTS = 5;
/** Control characters that no line may have, escape sequences of terminals among them. */
const CONTROL = /[^\P{Cc}\n]/u;

/**
 * Checks what the product has printed after its start.
 *
 * @returns a sentence for each line that is not one of its log
 */
export function faultsOfOutput(output: string): string[] {
  const faults = output
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const fault = faultOfLine(line);
      return fault ? [`${fault}: ${JSON.stringify(line.slice(0, SHOWN))}`] : [];
    });
  const more = faults.length - MAX_FAULTS;
  return [...faults.slice(0, MAX_FAULTS), ...(more > 0 ? [`${more} more such lines were printed`] : [])];
}

function faultOfLine(line: string): string | null {
  if (CONTROL.test(line)) return "a control character was printed";
  const parsed = LogLine.safeParse(parse(line));
  if (!parsed.success) return "a line was printed that is none of the log";
  return parsed.data.event === FORGED_EVENT ? "a forged line was printed" : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
