/** The code of an error of Node.js, PostgreSQL, Prisma or zlib, as `ENOENT` or `57P01`; empty without one. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
