import { memo, type ReactNode } from "react";

interface Props {
  /** What draws the cells: the same array, the same cells. */
  columns: readonly unknown[];
  /** Everything that the cells say. */
  sign: string;
  changed: boolean;
  draw: () => ReactNode;
}

/** A row is drawn again only when it says something else: most of a hundred don't, at most refreshes. */
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
