import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { findViewer, findViewerInContact } from "@/lib/auth/session/viewer-of-request";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { asAppError } from "@/lib/http/error-response";
import { PATH_HEADER } from "@/lib/http/page-headers";
import { safePath } from "@/lib/http/safe-path";
import type { Admin, Viewer } from "@/lib/viewer";

/**
 * The guard of a handler.
 *
 * @throws AppError `unauthenticated`, or `unavailable` when the database can't say
 */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await findViewerInContact();
  if (!viewer) throw new AppError("unauthenticated");
  return viewer;
}

/** @throws AppError as {@link requireViewer}, and `forbidden` */
export async function requireAdmin(): Promise<Admin> {
  const viewer = await requireViewer();
  if (!isAdmin(viewer)) throw new AppError("forbidden");
  return viewer;
}

/** The guard of a page: sends the anonymous to `/login`, and on to a 503 in words when the database can't say who it is. */
export async function requirePageViewer(): Promise<Viewer> {
  const viewer = await findViewer().catch(sendToUnavailable);
  if (!viewer) redirect(await pathWithReturn("/login", "callbackUrl"));
  return viewer;
}

/** As {@link requirePageViewer}, and answers 403 to everyone but administrators. */
export async function requirePageAdmin(): Promise<Admin> {
  const viewer = await requirePageViewer();
  if (!isAdmin(viewer)) forbidden();
  return viewer;
}

/** Of the sign-in page: who is signed in already goes on. When the database can't say, the form stays. */
export async function leaveIfSignedIn(callbackUrl: string | undefined): Promise<void> {
  const viewer = await findViewer().catch((error: unknown) => {
    if (asAppError(error)?.code === "unavailable") return null;
    throw error;
  });
  if (viewer) redirect(safePath(callbackUrl, env().appUrl));
}

/** Wraps what a page reads after its guard: a database that goes away in between is no error page either. */
export async function orUnavailable<T>(read: Promise<T>): Promise<T> {
  return read.catch(sendToUnavailable);
}

function isAdmin(viewer: Viewer): viewer is Admin {
  return viewer.role === "ADMIN";
}

/** A page can't choose its status: the way to 503 is a handler's, which leads back. */
async function sendToUnavailable(error: unknown): Promise<never> {
  if (asAppError(error)?.code !== "unavailable") throw error;
  redirect(await pathWithReturn("/unavailable", "from"));
}

async function pathWithReturn(to: string, parameter: string): Promise<string> {
  const from = (await headers()).get(PATH_HEADER);
  return from && from !== "/" ? `${to}?${new URLSearchParams({ [parameter]: from })}` : to;
}
