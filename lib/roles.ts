import { Role } from "@/lib/db/generated/enums";

/** Every role in the order of the schema, as PostgreSQL sorts them: the one with the most rights first. */
export const ROLES: readonly Role[] = Object.values(Role);

const POSITION: Record<Role, number> = { SECRETAIRE: 1, ARCHIVES: 2, DIRECTEUR: 3, ADMIN: 4 };

/** Every role in the order in which a form offers it: the one that most users have first. */
export const ROLES_TO_GIVE: readonly Role[] = [...ROLES].sort((a, b) => POSITION[a] - POSITION[b]);
