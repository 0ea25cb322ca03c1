import { memo, type ReactNode } from "react";

interface Props {
  /** The columns that `draw` renders: the row renders again when the array changes. */
  columns: readonly unknown[];
  /** The content of the row as one comparable string. */
  sign: string;
  changed: boolean;
  draw: () => ReactNode;
}

/** A table row that renders again only when its content changes. Most rows do not change at a refresh. */
export const DataTableRow = memo(Row, (before, after) => {
  const { columns, sign, changed } = before;
  return columns === after.columns && sign === after.sign && changed === after.changed;
});

function Row({ changed, draw }: Props) {
  return (
    <tr role="row" data-changed={changed || undefined}>
      {draw()}
    </tr>
  );
}
