/** Set by the middleware for the page it lets through; the server removes what a client sends under these names. */

/** Path and query of the page. */
export const PATH_HEADER = "x-konekte-path";
/** The form token of the sign-in page. */
export const CSRF_HEADER = "x-konekte-csrf";
/** Next reads it out of the policy itself; handlers that write HTML read it here. */
export const NONCE_HEADER = "x-nonce";
