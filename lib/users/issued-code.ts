/** An activation code to hand out, and its user. Its plain text is not in the database. */
export interface IssuedCode {
  username: string;
  name: string;
  /** Plain text in groups: `K7QF-9M2X-4TBR-WJ6H`. */
  code: string;
}
