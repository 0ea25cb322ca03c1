import Link from "next/link";
import type { ComponentProps } from "react";

/** A link of its own among text and fields, high enough for touch. */
export function TextLink({ className = "", ...link }: ComponentProps<typeof Link>) {
  return (
    <Link className={`inline-flex min-h-9 items-center text-accent hover:underline ${className}`} {...link} />
  );
}
