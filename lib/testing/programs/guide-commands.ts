/** A command in a guide, with the output that the guide shows. */
export interface ShownCommand {
  /** Arguments after `npm run users --`, split as a shell does. */
  args: string[];
  output: string;
}

const BLOCK = /^```console\n\$ npm run users -- (.*)\n([\s\S]*?)^```$/gm;

/** Returns the commands of a guide, in their order. */
export function commandsOf(guide: string): ShownCommand[] {
  return [...guide.matchAll(BLOCK)].map(([, line = "", output = ""]) => ({ args: splitArgs(line), output }));
}

/** Replaces the parts that differ at each run by placeholders: codes, instants and days. */
export function masked(output: string): string {
  return output
    .replaceAll(/([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/g, "CODE-CODE-CODE-CODE")
    .replaceAll(/\d\d\/\d\d\/\d{4}/g, "JJ/MM/AAAA")
    .replaceAll(/JJ\/MM\/AAAA \d\d:\d\d:\d\d/g, "JJ/MM/AAAA HH:MM:SS");
}

function splitArgs(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
