/** NIST SP 800-63B-4 asks for 15 where a password is all there is; 12 is what people here can be asked for. */
export const MIN_PASSWORD_LENGTH = 12;
export const RECOMMENDED_PASSWORD_LENGTH = 15;
/** No truncation: what is longer is refused. */
export const MAX_PASSWORD_LENGTH = 128;

/** In letters, as it is hashed. */
export function passwordLength(password: string): number {
  return Array.from(password.normalize("NFKC")).length;
}
