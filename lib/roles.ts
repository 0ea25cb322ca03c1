import { Role } from "@/lib/db/generated/enums";

/** Every role in the order of the schema, by which PostgreSQL sorts them too: the one that may most first. */
export const ROLES: readonly Role[] = Object.values(Role);

const PLACE: Record<Role, number> = { SECRETAIRE: 1, ARCHIVES: 2, DIRECTEUR: 3, ADMIN: 4 };

/** Every role, where one is chosen for a person: the one that most people have first. */
export const ROLES_TO_GIVE: readonly Role[] = [...ROLES].sort((a, b) => PLACE[a] - PLACE[b]);
