import { type ReactNode, useId } from "react";

interface Props {
  /** Content of the button that opens the popover. */
  label: ReactNode;
  className: string;
  title?: string;
  children: ReactNode;
}

/** A button with a popover. The browser opens, places and closes it without a script. */
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
