import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { findViewerAndNoteContact, findViewerOfRequest } from "@/lib/auth/session/find-viewer-of-request";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { asAppError } from "@/lib/http/error-response";
import { PATH_HEADER } from "@/lib/http/page-headers";
import { safePath } from "@/lib/http/safe-path";
import { countRefusal } from "@/lib/refusals/count-refusal";
import type { Admin, Viewer } from "@/lib/viewer";

/**
 * Guards a handler, and notes the contact of its request.
 *
 * @throws AppError `unauthenticated` without an open session; `unavailable` when the database does not answer
 */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await findViewerAndNoteContact();
  if (!viewer) throw new AppError("unauthenticated");
  return viewer;
}

/**
 * Guards a handler for administrators.
 *
 * @throws AppError like {@link requireViewer}, and `forbidden` for other users
 */
export async function requireAdmin(): Promise<Admin> {
  const viewer = await requireViewer();
  if (!isAdmin(viewer)) {
    await countForbidden(viewer);
    throw new AppError("forbidden");
  }
  return viewer;
}

/**
 * Guards a page. Redirects to `/login` without an open session, and to `/unavailable`, a 503 with an
 * explanation, when the database does not answer.
 */
export async function requirePageViewer(): Promise<Viewer> {
  const viewer = await findViewerOfRequest().catch(sendToUnavailable);
  if (!viewer) redirect(await pathWithReturn("/login", "callbackUrl"));
  return viewer;
}

/** Guards a page for administrators, like {@link requirePageViewer}. Answers 403 to other users. */
export async function requirePageAdmin(): Promise<Admin> {
  const viewer = await requirePageViewer();
  if (!isAdmin(viewer)) {
    await countForbidden(viewer);
    forbidden();
  }
  return viewer;
}

/**
 * Redirects a user who is already signed in from the sign-in page to `callbackUrl`. When the database does
 * not answer, the page shows its form.
 */
export async function leaveIfSignedIn(callbackUrl: string | undefined): Promise<void> {
  const viewer = await findViewerOfRequest().catch((error: unknown) => {
    if (asAppError(error)?.code === "unavailable") return null;
    throw error;
  });
  if (viewer) redirect(safePath(callbackUrl, env().appUrl));
}

/**
 * Wraps the reads of a page after its guard. When the database fails in between, or the user has read too
 * much, redirects to `/unavailable` too, instead of showing an error page.
 */
export async function orUnavailable<T>(read: Promise<T>): Promise<T> {
  return read.catch(sendToUnavailable);
}

/** Counts a refused request, once although its layout and its page have guards. */
const countForbidden = cache(async ({ userId }: Viewer): Promise<void> => {
  const ipAddress = (await headers()).get(ADDRESS_HEADER);
  countRefusal({ kind: "access", userId, ipAddress, known: true });
});

function isAdmin(viewer: Viewer): viewer is Admin {
  return viewer.role === "ADMIN";
}

/**
 * Redirects to `/unavailable`, a handler that answers 503, or 429 with a wait, and links back, because a page
 * can't choose its status.
 *
 * @throws every error that is neither `unavailable` nor `too_many`
 */
async function sendToUnavailable(error: unknown): Promise<never> {
  const failure = asAppError(error);
  if (failure?.code === "too_many")
    redirect(await pathWithReturn("/unavailable", "from", { wait: failure.detail?.waitS ?? "" }));
  if (failure?.code !== "unavailable") throw error;
  redirect(await pathWithReturn("/unavailable", "from"));
}

async function pathWithReturn(to: string, parameter: string, others = {}): Promise<string> {
  const from = (await headers()).get(PATH_HEADER);
  const query = new URLSearchParams({ ...(from && from !== "/" ? { [parameter]: from } : {}), ...others });
  return query.size > 0 ? `${to}?${query}` : to;
}
