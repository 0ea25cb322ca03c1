import type { ComponentProps } from "react";
import { Message } from "./message";

/** A message as a page of its own. */
export function MessagePage(message: ComponentProps<typeof Message>) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-5 py-12">
      <Message {...message} />
    </main>
  );
}
