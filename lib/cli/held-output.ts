/**
 * Runs a task without what it prints: a library's banners would stand in the midst of our own lines.
 * If it fails, all that it printed is shown.
 */
export async function holdOutput<T>(task: () => Promise<T>): Promise<T> {
  let held = "";
  Reflect.set(process.stdout, "write", (chunk: string | Uint8Array) => {
    held += chunk.toString();
    return true;
  });
  const letGo = () => Reflect.deleteProperty(process.stdout, "write"); // the prototype's shows again
  try {
    return await task();
  } catch (error) {
    letGo();
    process.stdout.write(held);
    throw error;
  } finally {
    letGo();
  }
}
