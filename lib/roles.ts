import type { Role } from "@/lib/db/generated/enums";

/** Every role, as lists of them stand: who may most first. */
export const ROLES = ["ADMIN", "DIRECTEUR", "SECRETAIRE", "ARCHIVES"] as const satisfies Role[];
