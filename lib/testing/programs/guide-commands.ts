/** A command that a guide shows, and what it shows as its output. */
export interface ShownCommand {
  /** After `npm run users --`, as a shell would split it. */
  args: string[];
  output: string;
}

const BLOCK = /^```console\n\$ npm run users -- (.*)\n([\s\S]*?)^```$/gm;

/** Every command of a guide, in its order. */
export function commandsOf(guide: string): ShownCommand[] {
  return [...guide.matchAll(BLOCK)].map(([, line = "", output = ""]) => ({ args: splitArgs(line), output }));
}

/** What is other each time: codes, instants and days. */
export function masked(output: string): string {
  return output
    .replaceAll(/([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/g, "CODE-CODE-CODE-CODE")
    .replaceAll(/\d\d\/\d\d\/\d{4}/g, "JJ/MM/AAAA")
    .replaceAll(/JJ\/MM\/AAAA \d\d:\d\d:\d\d/g, "JJ/MM/AAAA HH:MM:SS");
}

function splitArgs(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
