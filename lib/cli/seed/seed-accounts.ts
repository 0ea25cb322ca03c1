import type { Role } from "@/lib/db/generated/enums";

export interface SeedAccount {
  username: string;
  name: string;
  role: Role;
}

/** The only account of a new installation with `SEED=none`. */
export const FIRST_ADMINISTRATOR: SeedAccount = { username: "admin", name: "Administrateur", role: "ADMIN" };

/** Accounts of a new installation with `SEED=sample`: four of each role. */
export const SAMPLE_ACCOUNTS: readonly SeedAccount[] = [
  { username: "Fedanoir", name: "Fedanoir", role: "ADMIN" },
  { username: "Anderson002", name: "Anderson", role: "ADMIN" },
  { username: "admin_test", name: "Administrateur d'essai", role: "ADMIN" },
  { username: "admin001", name: "Administrateur 001", role: "ADMIN" },
  { username: "Wilbert001", name: "Wilbert", role: "DIRECTEUR" },
  { username: "directeur_test", name: "Directeur d'essai", role: "DIRECTEUR" },
  { username: "directeur001", name: "Directeur 001", role: "DIRECTEUR" },
  { username: "directeur002", name: "Directeur 002", role: "DIRECTEUR" },
  { username: "Hantz123", name: "Hantz", role: "SECRETAIRE" },
  { username: "secretaire_test", name: "Secrétaire d'essai", role: "SECRETAIRE" },
  { username: "secretaire001", name: "Secrétaire 001", role: "SECRETAIRE" },
  { username: "secretaire002", name: "Secrétaire 002", role: "SECRETAIRE" },
  { username: "Peterson002", name: "Peterson", role: "ARCHIVES" },
  { username: "archives_test", name: "Archives d'essai", role: "ARCHIVES" },
  { username: "archives001", name: "Archives 001", role: "ARCHIVES" },
  { username: "archives002", name: "Archives 002", role: "ARCHIVES" },
];
