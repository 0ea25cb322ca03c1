import type { ReactNode } from "react";
import { DataTableRow } from "./data-table-row";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** On a narrow screen `who`, `status` and `action` share a card's first line, details follow under it. */
  place: "who" | "status" | "action" | "detail";
  /** A detail that would not be understood without its head says it on a card, too. */
  labelled?: boolean | ((row: Row) => boolean);
  /** A card has no room for it; it is still there for those who hear the table. */
  notOnCard?: boolean | ((row: Row) => boolean);
  /** Content of any length, which may take two lines of a row. */
  wraps?: boolean;
  /** Figures are compared by their ends. */
  figures?: boolean;
}

/** What a head does besides naming its column. */
export interface Head {
  content: ReactNode;
  sorted: "ascending" | "descending" | undefined;
}

interface Props<Row> {
  caption: string;
  /** The same array for the same cells: rows are drawn again when it changes. */
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Heads that do something, by the id of their column. */
  heads?: Partial<Record<string, Head>>;
  /** Rows that have just changed are marked. */
  changed?: ReadonlySet<string>;
  /** Other rows are on their way. */
  busy?: boolean;
  /** A card has two lines: heads and explanations are only heard there. */
  shortCards?: boolean;
}

/** A real table at every width. The roles are said aloud because `display` takes them away in some browsers. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, columns, rows, rowKey, heads = {}, changed, busy, shortCards } = props;
  return (
    <div className="data-table-frame" aria-busy={busy}>
      <table role="table" className="data-table tabular-nums" data-short-cards={shortCards}>
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">{columns.map((column) => drawHead(column, heads[column.id]))}</tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <DataTableRow
              key={rowKey(row)}
              columns={columns}
              sign={JSON.stringify(row)}
              changed={changed?.has(rowKey(row)) ?? false}
              draw={() => columns.map((column) => drawCell(column, row))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function drawHead<Row>({ id, header, place, figures }: Column<Row>, head: Head | undefined) {
  const cell = { "aria-sort": head?.sorted, "data-figures": figures };
  const words = place === "action" ? <span className="sr-only">{header}</span> : header; // its cells speak for themselves
  return (
    <th key={id} role="columnheader" scope="col" {...cell}>
      {head?.content ?? words}
    </th>
  );
}

function drawCell<Row>(column: Column<Row>, row: Row) {
  const cell = { "data-place": column.place, "data-figures": column.figures, "data-wraps": column.wraps };
  if (column.place === "who") {
    return (
      <th key={column.id} role="rowheader" scope="row" {...cell}>
        {column.cell(row)}
      </th>
    );
  }
  const content = column.cell(row);
  const empty = content === null || content === undefined || content === false; // a dash in a row, nothing on a card
  const said = (rule: Column<Row>["labelled"]) =>
    (typeof rule === "function" ? rule(row) : rule) || undefined;
  return (
    <td
      key={column.id}
      role="cell"
      data-empty={empty || undefined}
      data-not-on-card={said(column.notOnCard)}
      {...cell}
    >
      {said(column.labelled) && !empty && <span className="data-table-label">{column.header} </span>}
      {content}
    </td>
  );
}
