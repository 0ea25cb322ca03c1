/**
 * Returns the code of an error of Node.js, PostgreSQL, Prisma or zlib (`ENOENT`, `57P01`); `""` without
 * one.
 */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
