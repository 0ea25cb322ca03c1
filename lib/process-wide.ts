/**
 * State that middleware, handlers and pages share. Next bundles them apart, so a module-level value exists
 * once per bundle; `globalThis` exists once per process.
 */
export function processWide<T>(name: string, create: () => T): T {
  const key = Symbol.for(`konekte.${name}`);
  const store: Record<symbol, T | undefined> = globalThis;
  const made = store[key] ?? create();
  store[key] = made;
  return made;
}
