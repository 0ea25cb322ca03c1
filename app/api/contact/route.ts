import { z } from "zod";
import { requireViewer } from "@/lib/auth/guards";
import { handle } from "@/lib/http/handle";
import { readJson } from "@/lib/http/read-json";
import { requireSameOrigin } from "@/lib/http/same-origin";

const MAX_BYTES = 256;
/** `active`: a person did something in this tab since the last one. */
const Contact = z.object({ active: z.boolean() });

/** A tab is alive. The guard notes it. */
export const POST = handle(async (request) => {
  requireSameOrigin(request.headers);
  await requireViewer(await readJson(request, Contact, MAX_BYTES));
  return new Response(null, { status: 204 });
});
