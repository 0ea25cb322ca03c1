import type { EndingLook } from "./ending-look";

interface Props {
  look: EndingLook;
  /** Position of the end of the session, in per cent. */
  across: number;
  y: number;
  height: number;
}

/**
 * The mark at the end of a bar, which distinguishes endings without colour: a tip (open), dashes (contact
 * lost) or a stop (ended by an administrator).
 */
export function EndingMark({ look, across, y, height }: Props) {
  if (look !== "open" && look !== "lost" && look !== "admin") return null;
  return (
    <svg aria-hidden="true" x={`${across}%`} className="timeline-mark">
      {look === "open" && (
        <path d={`M0 ${y}l6 ${height / 2}l-6 ${height / 2}z`} className="timeline-bar" data-look={look} />
      )}
      {look === "lost" && <path d={`M1 ${y + height / 2}h12`} className="timeline-lost" />}
      {look === "admin" && <path d={`M0 ${y - 2}v${height + 4}`} className="timeline-stop" />}
    </svg>
  );
}
