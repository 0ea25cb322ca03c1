import { stripVTControlCharacters } from "node:util";
import { printNotice } from "@/lib/cli/terminal/print";

/**
 * Runs a task and holds back its output, because the banners of a library would break our own lines.
 * When the task fails, the held output goes to standard error.
 */
export async function captureOutput<T>(task: () => Promise<T>): Promise<T> {
  const streams = [process.stdout, process.stderr];
  let held = "";
  const hold = (chunk: string | Uint8Array) => {
    held += chunk.toString();
    return true;
  };
  for (const stream of streams) Reflect.set(stream, "write", hold);
  // Without the own property, the `write` of the prototype is used again.
  const restore = () => streams.forEach((stream) => void Reflect.deleteProperty(stream, "write"));
  try {
    return await task();
  } catch (error) {
    restore();
    printNotice(stripVTControlCharacters(held));
    throw error;
  } finally {
    restore();
  }
}
