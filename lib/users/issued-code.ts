/** An activation code to hand out, beside the user whom it is for. It is stored nowhere in clear. */
export interface IssuedCode {
  username: string;
  name: string;
  /** As people type it, in groups. */
  code: string;
}
