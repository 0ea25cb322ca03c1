"use client";
import { type ComponentProps, memo } from "react";
import type { TimelineLine as Line } from "@/lib/reports/timeline/timeline";
import { TimelineBars } from "./timeline-bars";
import { useTimelineNow } from "./timeline-clock";

type Drawn = Pick<ComponentProps<typeof TimelineBars>, "span">;

interface Props extends Drawn {
  line: Line;
  /** Serialised content of the line; the line renders again when it differs. */
  sign: string;
}

/** A user's line with its bars. Renders again only when its content or the window changes. */
export const TimelineLine = memo(
  PersonLine,
  (before, after) => before.sign === after.sign && before.span === after.span,
);

function PersonLine({ line: { userId, name, username, sessions }, span }: Props) {
  const Bars = sessions.some(({ logoutTime }) => logoutTime === null) ? GrowingBars : StillBars;
  return (
    <li className="timeline-line">
      <a
        href={`/admin/users/${userId}`}
        tabIndex={-1}
        title={`${name} — ${username}`}
        className="timeline-name"
      >
        {name}
      </a>
      <Bars sessions={sessions} span={span} />
    </li>
  );
}

type BarsProps = Drawn & Pick<Line, "sessions">;

function GrowingBars(props: BarsProps) {
  return <TimelineBars {...props} now={useTimelineNow()} linked />;
}

function StillBars(props: BarsProps) {
  return <TimelineBars {...props} now={0} linked />;
}
