import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useFormatter } from "next-intl";

interface Props {
  value: number;
  label: string;
  /** What it is a part of. */
  note?: string;
  /** Where whoever asks "who?" finds the answer. */
  href?: string;
  /** The look of a status's dot. */
  dot?: string;
  /** It says something else than a moment ago. */
  changed: boolean;
}

/** A figure, with its words under it; one with an address leads there wherever it is touched. */
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
