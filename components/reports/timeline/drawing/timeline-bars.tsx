import { sessionHref } from "@/lib/paths/history";
import type { TimelineBar } from "@/lib/reports/timeline/timeline";
import { lookOf } from "./ending-look";
import { EndingMark } from "./ending-mark";
import { lanesOf } from "./timeline-lanes";
import { clip, type TimeWindow } from "./timeline-span";

/** Pixels: of all lanes together, between two, and of the thinnest. */
const BAND_PX = 16;
const GAP_PX = 1;
/** Per cent: a bar that goes on outside of what is drawn has no edge there. */
const BEYOND = 2;

interface Props {
  /** The earliest first. */
  sessions: TimelineBar[];
  span: TimeWindow;
  /** Where open ones reach to. */
  now: number;
  /** Each leads to its session's particulars. */
  linked?: boolean;
}

/**
 * A person's sessions, as bars where they were. For the eye and the pointer: the table has the same for keyboard and screen reader, and thousands
 * of stops of the Tab key would be none.
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
