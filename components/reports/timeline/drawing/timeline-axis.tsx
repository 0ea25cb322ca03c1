import type { ReactNode } from "react";
import type { TimelineMark } from "./timeline-marks";

/** The hours above the lines. A label is centred on its mark; at the edges it stays inside the drawing. */
export function TimelineAxis({ marks, children }: { marks: TimelineMark[]; children?: ReactNode }) {
  return (
    <svg aria-hidden="true" className="timeline-axis">
      {marks.map(({ label, across, major }) => (
        <text
          key={across}
          x={`${across}%`}
          y="38%"
          dominantBaseline="central"
          textAnchor={across < 1 ? "start" : across > 99 ? "end" : "middle"}
          data-major={major}
        >
          {label}
        </text>
      ))}
      {children}
    </svg>
  );
}
