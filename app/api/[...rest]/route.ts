import { AppError } from "@/lib/errors";
import { handle } from "@/lib/http/handle";

/** What is no handler is said as handlers say it, not by a page. */
const answer = handle(() => Promise.reject(new AppError("not_found")));

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
