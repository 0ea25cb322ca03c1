import { sessionHref } from "@/lib/paths/history";
import type { TimelineBar } from "@/lib/reports/timeline/timeline";
import { clip, type DrawnWindow } from "./drawn-window";
import { lookOf } from "./ending-look";
import { EndingMark } from "./ending-mark";
import { lanesOf } from "./timeline-lanes";

/** Pixels: the height of all lanes together, and the gap between two lanes. */
const BAND_PX = 16;
const GAP_PX = 1;
/** Per cent. A bar that goes on outside the window extends this far beyond it, so that it shows no edge. */
const BEYOND = 2;

interface Props {
  /** The earliest first. */
  sessions: TimelineBar[];
  span: DrawnWindow;
  /** End of the bars of open sessions. */
  now: number;
  /** Makes each bar a link to its session. */
  linked?: boolean;
}

/**
 * A user's sessions, as bars. Serves only sight and the pointer: thousands of tab stops would be useless, and
 * the table has the same data for keyboards and screen readers.
 */
export function TimelineBars({ sessions, span, now, linked = false }: Props) {
  const { lanes, count } = lanesOf(sessions);
  const height = (BAND_PX - (count - 1) * GAP_PX) / count;
  return (
    <svg aria-hidden="true" className="timeline-bars">
      {sessions.map((session, index) => {
        const drawn = clip(session, span, now);
        if (!drawn) return null;
        const { from, to, begins, ends } = drawn;
        const [left, right] = [begins ? from : from - BEYOND, ends ? to : to + BEYOND];
        const y = 2 + (lanes[index] ?? 0) * (height + GAP_PX);
        const look = lookOf(session.endReason);
        const rect = (
          <rect
            className="timeline-bar"
            data-look={look}
            x={`${left}%`}
            y={y}
            width={`${Math.max(0, right - left).toFixed(3)}%`}
            height={height}
          />
        );
        const bar = (
          <>
            {begins && ends ? (
              rect
            ) : (
              <svg aria-hidden="true" className="overflow-hidden">
                {rect}
              </svg>
            )}
            {ends && <EndingMark look={look} across={to} y={y} height={height} />}
          </>
        );
        if (!linked) return <g key={session.sessionId}>{bar}</g>;
        return (
          <a key={session.sessionId} href={sessionHref(session.sessionId)} tabIndex={-1}>
            {bar}
          </a>
        );
      })}
    </svg>
  );
}
