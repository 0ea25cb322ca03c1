import type { ReactNode } from "react";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** On a narrow screen `who` and `status` share a card's first line, details follow under it. */
  place: "who" | "status" | "detail";
  /** A detail that would not be understood without its head says it on a card, too. */
  labelled?: boolean | ((row: Row) => boolean);
  /** Content of any length, which may take two lines of a row. */
  wraps?: boolean;
  /** Figures are compared by their ends. */
  figures?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Rows that have just changed are marked. */
  changed?: ReadonlySet<string>;
}

/** A real table at every width. The roles are said aloud because `display` takes them away in some browsers. */
export function DataTable<Row>({ caption, columns, rows, rowKey, changed }: Props<Row>) {
  return (
    <div className="data-table-frame">
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <table role="table" className="data-table tabular-nums">
        <caption className="sr-only">{caption}</caption>
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <thead role="rowgroup">
          {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
          <tr role="row">
            {columns.map((column) => (
              // biome-ignore lint/a11y/noRedundantRoles: see above
              <th key={column.id} role="columnheader" scope="col" data-figures={column.figures}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <tbody role="rowgroup">
          {rows.map((row) => (
            // biome-ignore lint/a11y/noRedundantRoles: see above
            <tr key={rowKey(row)} role="row" data-changed={changed?.has(rowKey(row)) || undefined}>
              {columns.map((column) => renderCell(column, row))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function renderCell<Row>(column: Column<Row>, row: Row) {
  const cell = { "data-place": column.place, "data-figures": column.figures, "data-wraps": column.wraps };
  if (column.place === "who") {
    return (
      // biome-ignore lint/a11y/noRedundantRoles: see above
      <th key={column.id} role="rowheader" scope="row" {...cell}>
        {column.cell(row)}
      </th>
    );
  }
  const content = column.cell(row);
  const empty = content === null || content === undefined; // a dash in a row, nothing on a card
  const labelled = typeof column.labelled === "function" ? column.labelled(row) : column.labelled;
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <td key={column.id} role="cell" data-empty={empty || undefined} {...cell}>
      {labelled && !empty && <span className="data-table-label">{column.header} </span>}
      {content}
    </td>
  );
}
