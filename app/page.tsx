import { redirect } from "next/navigation";
import { requirePageViewer } from "@/lib/auth/session/guards";

/** Redirects administrators to the dashboard and other users to their own page. */
export default async function Home(): Promise<never> {
  const viewer = await requirePageViewer();
  redirect(viewer.role === "ADMIN" ? "/admin" : "/me");
}
