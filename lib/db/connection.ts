import pg from "pg";

/** Message of node-postgres when `query_timeout` has passed. The error has no code. */
const UNANSWERED = "Query read timeout";

/**
 * A connection that closes when a query on it is not answered in time. node-postgres keeps such a connection
 * and drops queries that were not sent yet, for example a ROLLBACK. The next user of the connection would
 * continue the transaction of another request, and commit it.
 * https://github.com/brianc/node-postgres/issues/3399
 */
export class Connection extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: `query` has many overloads; this one passes all of them on
  override query(...given: any[]): any {
    const answer: unknown = super.query(...(given as [pg.Submittable]));
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      if (error instanceof Error && error.message === UNANSWERED) void this.end();
      throw error;
    });
  }
}
