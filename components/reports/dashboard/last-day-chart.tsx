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
 * A line of steps, as wide as there is room. Only the line is stretched: what is written stands at per cents of the width. For the eye
 * alone; the words above and the table below say the same.
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
        onPointerLeave={({ pointerType }) => pointerType !== "touch" && setPointed(null)} // a lifted finger has just asked
      >
        <svg aria-hidden="true" {...STRETCHED}>
          <path d={`${line}V100H0Z`} className="fill-accent-soft" />
        </svg>
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
    </div>
  );
}
