import type { ReactNode } from "react";
import { DataTableRow } from "./data-table-row";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** On a card (narrow screens) `who`, `status` and `action` share the first line; details follow below. */
  slot: "who" | "status" | "action" | "detail";
  /** A card repeats the header before this detail, which would be unclear without it. */
  labelled?: boolean | ((row: Row) => boolean);
  /** Not visible on a card, for lack of room; screen readers still read it. */
  notOnCard?: boolean | ((row: Row) => boolean);
  /** Content of any length, which may wrap to a second line. */
  wraps?: boolean;
  /** Numbers, aligned at the end so that they can be compared. */
  figures?: boolean;
}

/** A column header that does more than name its column, for example sort. */
export interface Head {
  content: ReactNode;
  sorted: "ascending" | "descending" | undefined;
}

interface Props<Row> {
  caption: string;
  /** Must be the same array while its cells render the same, because a new array renders every row again. */
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Headers that do more than name their column, by column id. */
  heads?: Partial<Record<string, Head>>;
  /** Keys of rows that have just changed; these are marked. */
  changed?: ReadonlySet<string>;
  /** Other rows are loading. */
  busy?: boolean;
  /** Cards have two lines: only screen readers get the labels and explanations of details. */
  shortCards?: boolean;
}

/** A table at every width. The roles are explicit, because `display` removes them in some browsers. */
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

/** Hides the header of actions visually, because their buttons are clear without it. */
function drawHead<Row>({ id, header, slot, figures }: Column<Row>, head: Head | undefined) {
  const cell = { "aria-sort": head?.sorted, "data-figures": figures };
  const words = slot === "action" ? <span className="sr-only">{header}</span> : header;
  return (
    <th key={id} role="columnheader" scope="col" {...cell}>
      {head?.content ?? words}
    </th>
  );
}

function drawCell<Row>(column: Column<Row>, row: Row) {
  const cell = { "data-slot": column.slot, "data-figures": column.figures, "data-wraps": column.wraps };
  if (column.slot === "who") {
    return (
      <th key={column.id} role="rowheader" scope="row" {...cell}>
        {column.cell(row)}
      </th>
    );
  }
  const content = column.cell(row);
  // a dash in a row; not shown on a card
  const empty = content === null || content === undefined || content === false;
  const applies = (rule: Column<Row>["labelled"]) =>
    (typeof rule === "function" ? rule(row) : rule) || undefined;
  return (
    <td
      key={column.id}
      role="cell"
      data-empty={empty || undefined}
      data-not-on-card={applies(column.notOnCard)}
      {...cell}
    >
      {applies(column.labelled) && !empty && <span className="data-table-label">{column.header} </span>}
      {content}
    </td>
  );
}
