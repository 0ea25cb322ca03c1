import type { ReactNode } from "react";
import type { TimelineDay } from "@/lib/reports/timeline/timeline";
import { acrossOf, type DrawnWindow } from "./drawn-window";
import type { TimelineMark } from "./timeline-marks";

interface Props {
  work: TimelineDay["work"];
  span: DrawnWindow;
  marks: TimelineMark[];
  /** More content of the background. */
  children?: ReactNode;
}

/** The background of all lines: shaded working hours, and a line for each mark of the axis. */
export function TimelineGround({ work, span, marks, children }: Props) {
  const within = (at: string) => Math.min(100, Math.max(0, acrossOf(span, Date.parse(at))));
  const [from, to] = [within(work.from), within(work.to)];
  return (
    <svg aria-hidden="true" className="timeline-ground">
      <rect x={`${from}%`} width={`${Math.max(0, to - from)}%`} height="100%" className="timeline-work" />
      {marks.map(({ across, major }) => (
        <line
          key={across}
          x1={`${across}%`}
          x2={`${across}%`}
          y2="100%"
          className="timeline-grid"
          data-major={major}
        />
      ))}
      <line x1="100%" x2="100%" y2="100%" className="timeline-grid" />
      {children}
    </svg>
  );
}
