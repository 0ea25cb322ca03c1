/**
 * Returns the policy of a document. It loads only our own files, and runs only scripts with the nonce of
 * this answer and the scripts that those load.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  const style = `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${development ? `${script} 'unsafe-eval'` : script}`, // React's development build uses eval
    `style-src ${development ? "'self' 'unsafe-inline'" : style}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
