/**
 * Number of requirements of levels 1 and 2 in each section of OWASP ASVS 5.0.0. In each section they are
 * numbered from 1 without a gap.
 */
const REQUIREMENTS: Record<string, number> = {
  ...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
  ...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
  ...{ "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5 },
  ...{ "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2 },
  ...{ "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11 },
  ...{ "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1 },
  ...{ "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4 },
  ...{ "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3 },
  ...{ "17.1": 1, "17.2": 4, "17.3": 2 },
};

/** The id of each requirement of levels 1 and 2, for example `6.2.1`. */
export const REQUIREMENT_IDS: readonly string[] = Object.entries(REQUIREMENTS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
);

export const STATES = ["met", "n/a", "not met"] as const;

/** A row of the matrix: `| ids | subject | state | shown by |`. */
export interface MatrixRow {
  ids: string[];
  state: string;
  shownBy: string;
}

/** Reads the rows of the matrix from the document. */
export function readMatrix(document: string): MatrixRow[] {
  return tableRows(document).flatMap(([ids = "", , state = "", shownBy = "", ...rest]) =>
    /^\d+(\.|$)/.test(ids) && rest.length === 0 && shownBy ? [{ ids: expandIds(ids), state, shownBy }] : [],
  );
}

/**
 * Expands the first cell of a row: ids, ranges within a section (`1.3.8–1.3.9`), whole sections (`10.4`) and
 * whole chapters (`17`).
 */
export function expandIds(cell: string): string[] {
  return cell.split(", ").flatMap((part) => {
    const [first = "", last] = part.split("–");
    if (!last) return REQUIREMENT_IDS.filter((id) => id === first || id.startsWith(`${first}.`));
    return REQUIREMENT_IDS.slice(REQUIREMENT_IDS.indexOf(first), REQUIREMENT_IDS.indexOf(last) + 1);
  });
}

/** Returns a section of a document, from its heading to the next one of its level or a higher one. */
export function sectionOf(document: string, heading: string): string {
  const level = /^#+/.exec(heading)?.[0].length ?? 0;
  const [, after = ""] = document.split(`\n${heading}\n`);
  return after.split(new RegExp(`\\n#{1,${level}} `))[0] ?? "";
}

/** Returns the words in code style in the first cell of each row of the tables of a text. */
export function listedCodes(text: string): string[] {
  return tableRows(text).flatMap(([first = ""]) =>
    [...first.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code),
  );
}

/** Returns the paths of files and folders of the project that a document names in code style. */
export function namedPaths(document: string): string[] {
  const names = [...document.matchAll(/`([^`\s]+)`/g)].map(([, name = ""]) => name);
  return [
    ...new Set(names.filter((name) => /^(app|bench|components|docs|e2e|lib|prisma|tools)\//.test(name))),
  ];
}

/** Returns the cells of each row of the tables of a text, without headings' underlines. */
function tableRows(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .map((line) =>
      line
        .slice(2, line.lastIndexOf("|"))
        .split(" | ")
        .map((cell) => cell.trim()),
    );
}
