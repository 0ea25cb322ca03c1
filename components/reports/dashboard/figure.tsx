import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useFormatter } from "next-intl";

interface Props {
  value: number;
  label: string;
  /** The total that the value is a part of, in words. */
  note?: string;
  /** Address of the list of the users who are counted. */
  href?: string;
  /** Class names of a status dot. */
  dot?: string;
  /** The value has just changed. */
  changed: boolean;
}

/** A figure with its label below. With an address, all of it is a link. */
export function Figure({ value, label, note, href, dot, changed }: Props) {
  const number = useFormatter().number(value);
  const look = { className: "dashboard-figure", "data-changed": changed || undefined };
  const content = (
    <>
      <span className="dashboard-figure-value">{number}</span>{" "}
      <span className="dashboard-figure-label">
        {dot && <span aria-hidden="true" className={dot} />}
        <span>
          {label}
          {href && (
            <ChevronRight aria-hidden="true" className="ml-1 inline size-3.5 align-[-0.15em] text-muted" />
          )}
        </span>
      </span>
      {note && <span className="block text-muted"> {note}</span>}
    </>
  );
  if (!href) return <p {...look}>{content}</p>;
  return (
    <Link href={href} prefetch={false} {...look}>
      {content}
    </Link>
  );
}
