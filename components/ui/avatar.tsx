import { initials } from "./initials";

/** The initials of a user. Hidden from screen readers, because the name is beside them. */
export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-full border border-line bg-surface text-[0.6875rem] font-medium tracking-wide text-muted select-none"
    >
      {initials(name)}
    </span>
  );
}
