import { AppError } from "@/lib/errors";
import { handle } from "@/lib/http/handle";

/** Answers unknown API paths with a JSON 404 instead of the 404 page. */
const answer = handle(() => Promise.reject(new AppError("not_found")));

export { answer as GET, answer as POST };
