import { z } from "zod";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { AppError } from "@/lib/errors";
import { describeBug, log } from "@/lib/log";
import { countRefusedAnswer } from "@/lib/refused-requests";

/** Seconds after which a client may retry, sent with every 503, and with a 429 that knows no better. */
export const RETRY_AFTER_S = 5;

/**
 * Answers an expected failure as `{ "error": "<code>" }` with its status, a bug as 500 without its message.
 */
export function errorResponse(error: unknown): Response {
  const failure = asAppError(error);
  if (!failure) {
    log.error({ event: "handler.failed", ...describeBug(error) });
    return Response.json({ error: "internal" }, { status: 500 });
  }
  // A user's rate is counted where it refuses (lib/require-rate.ts): forms and pages answer it otherwise.
  if (failure.detail?.reason !== "rate") countRefusedAnswer(failure.status);
  const body = failure.detail ? { error: failure.code, fields: failure.detail } : { error: failure.code };
  return Response.json(body, { status: failure.status, headers: retryHeaders(failure) });
}

/** @returns the expected failure that this error stands for, or null for a bug */
export function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) {
    return new AppError(
      "bad_request",
      Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issue.code])),
    );
  }
  return isDatabaseUnavailable(error) ? new AppError("unavailable") : null;
}

/** Returns the headers of a failure: when to try again, or that the connection ends. */
function retryHeaders({ code, detail }: AppError): Record<string, string> {
  if (code === "unavailable") return { "Retry-After": String(RETRY_AFTER_S) };
  if (code === "too_many") return { "Retry-After": detail?.waitS ?? String(RETRY_AFTER_S) };
  // The body is unread. Keeping the connection would mean to read it all before the next request.
  return code === "too_large" ? { Connection: "close" } : {};
}

/** Forbids caches to store an answer that has no `Cache-Control` of its own. */
export function neverCached(response: Response): Response {
  if (!response.headers.has("cache-control")) response.headers.set("Cache-Control", "no-store");
  return response;
}
