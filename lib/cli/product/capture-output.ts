/**
 * Runs a task without what it prints: a library's banners would stand in the midst of our own lines.
 * If it fails, all that it printed is shown.
 */
export async function captureOutput<T>(task: () => Promise<T>): Promise<T> {
  const streams = [process.stdout, process.stderr];
  let held = "";
  const hold = (chunk: string | Uint8Array) => {
    held += chunk.toString();
    return true;
  };
  for (const stream of streams) Reflect.set(stream, "write", hold);
  const letGo = () => streams.forEach((stream) => void Reflect.deleteProperty(stream, "write")); // the prototype's shows
  try {
    return await task();
  } catch (error) {
    letGo();
    process.stderr.write(held);
    throw error;
  } finally {
    letGo();
  }
}
