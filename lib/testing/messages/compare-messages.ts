import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** A message file: texts, in groups. */
export interface Messages {
  [name: string]: string | Messages;
}

/** What another language's file says otherwise than it may, by the French one. */
export function compareMessages(french: Messages, other: Messages): string[] {
  const expected = flatten(french);
  const found = flatten(other);
  const faults: string[] = [];
  for (const [key, text] of expected) {
    const translation = found.get(key);
    if (translation === undefined) faults.push(`${key} is missing`);
    else if (partsOf(translation) !== partsOf(text)) {
      faults.push(
        `${key} takes ${partsOf(translation) || "nothing"}, in French ${partsOf(text) || "nothing"}`,
      );
    }
  }
  for (const key of found.keys()) if (!expected.has(key)) faults.push(`${key} is not in the French file`);
  return faults;
}

/** What is wrong with the texts of a file by themselves. */
export function checkMessages(messages: Messages): string[] {
  return [...flatten(messages)].flatMap(([key, text]) => {
    if (text.trim() === "") return [`${key} is empty`];
    const reason = syntaxFaultOf(text);
    return reason ? [`${key}: ${reason}`] : [];
  });
}

/** Key, with dots, → text. */
export function flatten(messages: Messages, path = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, entry] of Object.entries(messages)) {
    const key = path + name;
    if (typeof entry === "string") texts.set(key, entry);
    else for (const [inner, text] of flatten(entry, `${key}.`)) texts.set(inner, text);
  }
  return texts;
}

/** Arguments with their kinds, and tags, in one order; a message that can't be read has none. */
function partsOf(text: string): string {
  if (syntaxFaultOf(text)) return "";
  return [...new Set(listParts(parse(text)))].sort().join(" ");
}

function syntaxFaultOf(text: string): string | null {
  try {
    parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "not in ICU syntax";
  }
}

function listParts(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return [`<${element.value}>`, ...listParts(element.children)];
      case TYPE.select: {
        const cases = Object.keys(element.options).sort();
        return [`{${element.value}, select: ${cases.join("|")}}`, ...ofOptions(element)];
      }
      case TYPE.plural: // how many forms there are is the language's own affair
        return [`{${element.value}, ${element.pluralType}}`, ...ofOptions(element)];
      default:
        return [`{${element.value}${element.type === TYPE.argument ? "" : `, ${TYPE[element.type]}`}}`];
    }
  });
}

function ofOptions({ options }: { options: Record<string, { value: MessageFormatElement[] }> }): string[] {
  return Object.values(options).flatMap(({ value }) => listParts(value));
}
