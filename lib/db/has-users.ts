import { withConnection } from "@/lib/db/with-connection";

/** Returns whether there is any user, disabled or not. */
export function hasUsers(url: string): Promise<boolean> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ any: boolean }>("SELECT EXISTS (SELECT 1 FROM app_user) AS any");
    return rows[0]?.any ?? false;
  });
}
