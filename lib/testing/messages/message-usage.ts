import {
  type CallExpression,
  type Expression,
  parseSync,
  type VariableDeclarator,
  Visitor,
} from "oxc-parser";
import { keyPatterns } from "./key-patterns";

/**
 * A call that reads a message, or one of several: each `*` in the pattern is a part that is only known at run
 * time.
 */
export interface Usage {
  file: string;
  pattern: string;
}

interface Translator {
  name: string;
  namespaces: string[];
  /** Source range of the function in which it is declared. */
  from: number;
  to: number;
}

const MAKERS = ["useTranslations", "getTranslations", "translatorOf"];
/** Module whose `t` translates all messages of the terminal. */
const TERMINAL = "@/lib/cli/terminal/translator";
const METHODS = ["rich", "markup", "has", "raw"];

/** Returns every message that a source file reads through the translators that it creates. */
export function findUsages(file: string, source: string): Usage[] {
  const { program } = parseSync(file, source, { preserveParens: false });
  const translators: Translator[] = [];
  const calls: CallExpression[] = [];
  const functions = [{ start: program.start, end: program.end }];
  const enter = (node: { start: number; end: number }) => void functions.push(node);
  const leave = () => void functions.pop();
  const noteCall = (node: CallExpression) => void calls.push(node);
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    ImportDeclaration({ source, specifiers }) {
      if (source.value !== TERMINAL) return;
      for (const { local } of specifiers)
        translators.push({ name: local.name, namespaces: [""], from: 0, to: program.end });
    },
    VariableDeclarator(node) {
      const { start: from = 0, end: to = 0 } = functions.at(-1) ?? {};
      for (const made of translatorsOf(node)) translators.push({ ...made, from, to });
    },
    CallExpression: noteCall,
  }).visit(program);
  return calls.flatMap((call) => {
    const keys = keyPatterns(call.arguments[0]);
    const namespaces = namespacesOf(call, translators);
    return namespaces.flatMap((group) =>
      keys.map((key) => ({ file, pattern: group ? `${group}.${key}` : key })),
    );
  });
}

/**
 * Returns the translators of a declaration: `const t = useTranslations("group")`, or
 * `const [t] = await Promise.all([getTranslations("group")])`.
 */
function translatorsOf({ id, init }: VariableDeclarator): Pick<Translator, "name" | "namespaces">[] {
  if (id.type === "Identifier") {
    const namespaces = madeWith(init);
    return namespaces ? [{ name: id.name, namespaces }] : [];
  }
  const all = init?.type === "AwaitExpression" ? init.argument : init;
  if (id.type !== "ArrayPattern" || all?.type !== "CallExpression") return [];
  const list = all.arguments[0];
  if (list?.type !== "ArrayExpression") return [];
  return id.elements.flatMap((element, index) => {
    const made = list.elements[index];
    const namespaces = made && made.type !== "SpreadElement" ? madeWith(made) : null;
    return element?.type === "Identifier" && namespaces ? [{ name: element.name, namespaces }] : [];
  });
}

/** Returns the namespaces of a call that creates a translator; null for any other expression. */
function madeWith(expression: Expression | null): string[] | null {
  if (expression?.type === "AwaitExpression") return madeWith(expression.argument);
  if (expression?.type !== "CallExpression" || expression.callee.type !== "Identifier") return null;
  if (!MAKERS.includes(expression.callee.name)) return null;
  const [namespace] = expression.arguments;
  return namespace ? keyPatterns(namespace) : [""];
}

/**
 * Returns the namespaces of the called translator, or of the translator whose method is called; else none.
 */
function namespacesOf({ callee, start }: CallExpression, translators: Translator[]): string[] {
  const direct = madeWith(callee);
  if (direct) return direct;
  const name = nameOf(callee);
  const named = translators.filter((translator) => translator.name === name);
  const around = named.filter(({ from, to }) => from <= start && start < to);
  const innermost = around.sort((a, b) => b.from - a.from)[0];
  // A translator passed as an argument: it may be any of this name in the file.
  return innermost ? innermost.namespaces : named.flatMap(({ namespaces }) => namespaces);
}

function nameOf(callee: Expression): string | null {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return null;
  const isMethod = callee.property.type === "Identifier" && METHODS.includes(callee.property.name);
  return isMethod ? callee.object.name : null;
}
