import { answerUnavailable } from "@/lib/http/unavailable-page";

export const GET = answerUnavailable;
