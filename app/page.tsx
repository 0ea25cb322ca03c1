import { redirect } from "next/navigation";
import { requirePageViewer } from "@/lib/auth/session/guards";

/** The way in: administrators watch, everyone else sees their own connections. */
export default async function Home(): Promise<never> {
  const viewer = await requirePageViewer();
  redirect(viewer.role === "ADMIN" ? "/admin" : "/me");
}
