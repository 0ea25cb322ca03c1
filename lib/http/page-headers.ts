/* The middleware sets these headers for a page. The server removes them from what a client sends. */

/** Path and query of the page. */
export const PATH_HEADER = "x-konekte-path";
/** The form token of the sign-in page. */
export const CSRF_HEADER = "x-konekte-csrf";
/** The nonce of the page's policy. Next reads it from the policy; handlers that write HTML read it here. */
export const NONCE_HEADER = "x-nonce";
