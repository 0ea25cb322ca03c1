import { parseSync } from "oxc-parser";

/** Longest line with a comment, in characters. It is `lineWidth` of biome.jsonc; Biome wraps no comments. */
const MAX_LINE = 110;
/** Openings that make a reader parse a sentence twice: a relative clause as subject, or a fronted phrase. */
const HARD_OPENING = /(?:^|[.!?] )(Who|Whoever|Whom|Whose|What|Whatever|Of|As|Nobody)\b/;
/** Comments that programs read: they have a form of their own. */
const DIRECTIVE = /^\s*(biome-ignore|@ts-|@type )/;

interface Comment {
  text: string;
  start: number;
  end: number;
}

/**
 * Checks the comments of one file.
 *
 * @param file - its path; other endings than ts, tsx, mjs, css and prisma have no faults
 * @returns one sentence for each fault, with file and line
 */
export function faultsOfComments(file: string, source: string): string[] {
  return commentsOf(file, source).flatMap((comment) => {
    const first = lineOf(source, comment.start);
    const text = plainText(comment.text);
    const opening = DIRECTIVE.test(text) ? null : HARD_OPENING.exec(text);
    const long = source
      .split("\n")
      .slice(first - 1, lineOf(source, comment.end))
      .flatMap((line, index) =>
        line.length > MAX_LINE
          ? [`${file}:${first + index}: a comment line has ${line.length} characters`]
          : [],
      );
    return opening ? [...long, `${file}:${first}: a sentence begins with "${opening[1]}"`] : long;
  });
}

function commentsOf(file: string, source: string): Comment[] {
  if (/\.(tsx?|mjs)$/.test(file))
    return parseSync(file, source).comments.map(({ value, start, end }) => ({ text: value, start, end }));
  if (file.endsWith(".css")) return matchesOf(/\/\*(.*?)\*\//gs, source);
  if (file.endsWith(".prisma")) return matchesOf(/\/\/\/?(.*)$/gm, source);
  return [];
}

function matchesOf(pattern: RegExp, source: string): Comment[] {
  return [...source.matchAll(pattern)].map(({ 0: whole, 1: text = "", index }) => ({
    text,
    start: index,
    end: index + whole.length,
  }));
}

/** The text of a comment in one line, without the stars and slashes of its margin. */
function plainText(text: string): string {
  return text.replace(/^[*/]?\s*/, "").replaceAll(/\s*\n\s*\*?\s*/g, " ");
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}
