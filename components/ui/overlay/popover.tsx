import { type ReactNode, useId } from "react";

interface Props {
  /** What is pressed. */
  label: ReactNode;
  className: string;
  title?: string;
  children: ReactNode;
}

/** A detail one click away. The browser opens it, places it and closes it again: no script takes part. */
export function Popover({ label, className, title, children }: Props) {
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id} title={title} className={className}>
        {label}
      </button>
      <div id={id} popover="auto" className="popover">
        {children}
      </div>
    </>
  );
}
