import Link from "next/link";
import type { ComponentProps } from "react";

/** A link that stands by itself among text and fields, high enough to be touched. */
export function TextLink({ className = "", ...link }: ComponentProps<typeof Link>) {
  return (
    <Link className={`inline-flex min-h-9 items-center text-accent hover:underline ${className}`} {...link} />
  );
}
