// Loaded into the product before its own code. Node.js collects garbage when it likes, often minutes later.
// The memory that is left after a collection is what an attack has left.
process.on("SIGUSR2", () => globalThis.gc());
