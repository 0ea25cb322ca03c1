/** What a document may load and run: our own files, and scripts that carry this answer's nonce. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  const style = `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${development ? `${script} 'unsafe-eval'` : script}`, // React's development build evaluates
    `style-src ${development ? "'self' 'unsafe-inline'" : style}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
