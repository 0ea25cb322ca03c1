/**
 * Returns state that middleware, handlers and pages share, and creates it at the first call. Next bundles
 * them separately, so a module-level value exists once per bundle; `globalThis` exists once per process.
 */
export function processWide<T>(name: string, create: () => T): T {
  const key = Symbol.for(`konekte.${name}`);
  const store: Record<symbol, T | undefined> = globalThis;
  const made = store[key] ?? create();
  store[key] = made;
  return made;
}
