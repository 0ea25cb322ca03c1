import pg from "pg";

/** node-postgres has no code for it. */
const UNANSWERED = "Query read timeout";

/**
 * A connection that closes when a query on it is not answered in time. node-postgres would go on with it, and drop what had not been sent: a ROLLBACK,
 * say, so that whoever got the connection next would be in the middle of somebody else's transaction, and commit it.
 * https://github.com/brianc/node-postgres/issues/3399
 */
export class Connection extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: a query has many forms; all of them go through
  override query(...given: any[]): any {
    const answer: unknown = super.query(...(given as [pg.Submittable]));
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      if (error instanceof Error && error.message === UNANSWERED) void this.end();
      throw error;
    });
  }
}
