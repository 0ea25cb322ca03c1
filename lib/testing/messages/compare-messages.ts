import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** A message file: texts in nested groups. */
export interface Messages {
  [name: string]: string | Messages;
}

/**
 * Compares a message file with the French one. Returns a sentence for each missing or extra text, and for
 * each text with other arguments.
 */
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

/** Returns a sentence for each text of a file that is empty or not in ICU syntax. */
export function checkMessages(messages: Messages): string[] {
  return [...flatten(messages)].flatMap(([key, text]) => {
    if (text.trim() === "") return [`${key} is empty`];
    const reason = syntaxFaultOf(text);
    return reason ? [`${key}: ${reason}`] : [];
  });
}

/** Returns the texts by their full key, for example `users.title`. */
export function flatten(messages: Messages, path = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, entry] of Object.entries(messages)) {
    const key = path + name;
    if (typeof entry === "string") texts.set(key, entry);
    else for (const [inner, text] of flatten(entry, `${key}.`)) texts.set(inner, text);
  }
  return texts;
}

/**
 * Returns the arguments with their kinds, and the tags, as sorted text; empty for a message with a syntax
 * error.
 */
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
      case TYPE.plural: // each language has its own plural forms
        return [`{${element.value}, ${element.pluralType}}`, ...ofOptions(element)];
      default:
        return [`{${element.value}${element.type === TYPE.argument ? "" : `, ${TYPE[element.type]}`}}`];
    }
  });
}

function ofOptions({ options }: { options: Record<string, { value: MessageFormatElement[] }> }): string[] {
  return Object.values(options).flatMap(({ value }) => listParts(value));
}
