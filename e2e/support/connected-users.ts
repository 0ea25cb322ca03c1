import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

export async function endReasonOf(id = "") {
  const { endReason } = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { endReason: true },
  });
  return endReason;
}

interface Connected {
  name: string;
  username: string;
  sessionId: string;
  cookie: { name: string; value: string };
}

/** Inserts users whose names contain a unique word, each with an open session. */
export async function makeConnected(count: number): Promise<{ word: string; people: Connected[] }> {
  const word = `Equipe${crypto.randomUUID().slice(0, 8)}`;
  const people: Connected[] = [];
  for (let n = 0; n < count; n++) {
    const { name, username } = await makeUser({ name: `Membre ${n} ${word}` });
    people.push({ name, username, ...(await openSessionOf(username)) });
  }
  return { word, people };
}

export const usersOf = (page: Page) => page.getByRole("region", { name: "Tous les utilisateurs" });
export const openOf = (page: Page) => page.getByRole("region", { name: "Actuellement connectés" });
