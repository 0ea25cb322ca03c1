import {
  type CallExpression,
  type Expression,
  parseSync,
  type VariableDeclarator,
  Visitor,
} from "oxc-parser";
import { keyPatterns } from "./key-patterns";

/** A place in the code that asks for a message, or for one of several: each `*` stands for a part that only runtime knows. */
export interface Usage {
  file: string;
  pattern: string;
}

interface Translator {
  name: string;
  namespaces: string[];
  /** The function that it is known in. */
  from: number;
  to: number;
}

const MAKERS = ["useTranslations", "getTranslations", "translatorOf"];
/** Its `t` knows all of the terminal's messages. */
const TERMINAL = "@/lib/cli/terminal/translator";
const METHODS = ["rich", "markup", "has", "raw"];

/** Every message that a source file asks for, through translators that it makes itself. */
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

/** `const t = useTranslations("group")`, `const [t] = await Promise.all([getTranslations("group")])` */
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

/** The namespaces of a call that makes a translator, or null for anything else. */
function madeWith(expression: Expression | null): string[] | null {
  if (expression?.type === "AwaitExpression") return madeWith(expression.argument);
  if (expression?.type !== "CallExpression" || expression.callee.type !== "Identifier") return null;
  if (!MAKERS.includes(expression.callee.name)) return null;
  const [namespace] = expression.arguments;
  return namespace ? keyPatterns(namespace) : [""];
}

/** The namespaces of what is called, when it is a translator or one of its methods. */
function namespacesOf({ callee, start }: CallExpression, translators: Translator[]): string[] {
  const direct = madeWith(callee);
  if (direct) return direct;
  const name = nameOf(callee);
  const named = translators.filter((translator) => translator.name === name);
  const around = named.filter(({ from, to }) => from <= start && start < to);
  const innermost = around.sort((a, b) => b.from - a.from)[0];
  // Handed to a function that has no translator of its own: it may be any of this name.
  return innermost ? innermost.namespaces : named.flatMap(({ namespaces }) => namespaces);
}

function nameOf(callee: Expression): string | null {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return null;
  const isMethod = callee.property.type === "Identifier" && METHODS.includes(callee.property.name);
  return isMethod ? callee.object.name : null;
}
