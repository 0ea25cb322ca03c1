"use client";
import { useFormatter } from "next-intl";
import { type PointerEvent, useState } from "react";
import { type Curve, downOf, linePath } from "./connected-curve";
import type { HourMark } from "./hour-marks";
import { PointedValue } from "./pointed-value";

interface Props {
  curve: Curve;
  marks: HourMark[];
}

const STRETCHED = { viewBox: "0 0 100 100", preserveAspectRatio: "none", overflow: "visible" } as const;

/**
 * A chart of the curve that fills the available width. Only the line is stretched; texts are placed at
 * percentages of the width. Hidden from screen readers, because the summary above and the table below have
 * the same figures.
 */
export function LastDayChart({ curve, marks }: Props) {
  const number = useFormatter().number;
  const [pointed, setPointed] = useState<number | null>(null);
  const line = linePath(curve);

  function point({ clientX, currentTarget }: PointerEvent) {
    const { left, width } = currentTarget.getBoundingClientRect();
    setPointed((100 * (clientX - left)) / width);
  }

  return (
    <div aria-hidden="true" className="chart">
      <p className="chart-scale">
        <span>{number(curve.peak.people)}</span>
        <span>0</span>
      </p>
      <svg
        aria-hidden="true"
        className="chart-plot"
        onPointerMove={point}
        onPointerDown={point}
        // A tap keeps its value.
        onPointerLeave={({ pointerType }) => pointerType !== "touch" && setPointed(null)}
      >
        <svg aria-hidden="true" {...STRETCHED}>
          <path d={`${line}V100H0Z`} className="fill-accent-soft" />
        </svg>
        <GridLines marks={marks} />
        <svg aria-hidden="true" {...STRETCHED}>
          <path d={line} className="chart-line" />
        </svg>
        <circle cx="100%" cy={`${downOf(curve, curve.now)}%`} r="3.5" className="fill-accent" />
        {pointed !== null && <PointedValue curve={curve} across={pointed} />}
      </svg>
      <svg aria-hidden="true" className="chart-now">
        <text y={`${downOf(curve, curve.now)}%`} dominantBaseline="central">
          {number(curve.now)}
        </text>
      </svg>
      <Hours marks={marks} />
    </div>
  );
}

/** A vertical line for each mark, and the lines of the peak and of zero. */
function GridLines({ marks }: { marks: HourMark[] }) {
  return (
    <>
      {marks.map(({ across, major }) => (
        <line
          key={across}
          x1={`${across}%`}
          x2={`${across}%`}
          y2="100%"
          className="chart-grid"
          data-major={major}
        />
      ))}
      <line x2="100%" className="chart-grid" />
      <line x2="100%" y1="100%" y2="100%" className="chart-grid" />
    </>
  );
}

function Hours({ marks }: { marks: HourMark[] }) {
  return (
    <svg aria-hidden="true" className="chart-hours">
      {marks.map(({ label, across, major }) => (
        <text
          key={across}
          x={`${across}%`}
          y="50%"
          dominantBaseline="central"
          textAnchor="middle"
          data-major={major}
        >
          {label}
        </text>
      ))}
    </svg>
  );
}
