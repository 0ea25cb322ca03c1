import { EventEmitter } from "node:events";
import { ColumnTypeEnum, type SqlResultSet } from "@prisma/driver-adapter-utils";
import pg from "pg";

/**
 * PostgreSQL's catalogues have columns of the type "char". The adapter does not support it, and the engine
 * requires characters, not text. So the connection reports these columns as text, with a mark at the end of
 * their names, and {@link restoreCharacters} turns them into characters again.
 */
const MARK = "\u0000char";
const CHAR_OID = 18;
const TEXT_OID = 25;

interface RowDescription {
  fields: { name: string; dataTypeID: number }[];
}

/** A connection that reports columns of the type "char" as text with a marked name. */
export class CatalogueClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const connection: unknown = Reflect.get(this, "connection");
    if (!(connection instanceof EventEmitter)) throw new Error("pg.Client has no connection to listen to");
    connection.on("rowDescription", markCharacters);
  }
}

function markCharacters({ fields }: RowDescription): void {
  for (const field of fields) {
    if (field.dataTypeID !== CHAR_OID) continue;
    field.dataTypeID = TEXT_OID;
    field.name += MARK;
  }
}

/** Removes the mark from the column names, and gives those columns the type of a character. */
export function restoreCharacters({ columnNames, columnTypes, ...rest }: SqlResultSet): SqlResultSet {
  return {
    ...rest,
    columnNames: columnNames.map((name) => name.replace(MARK, "")),
    columnTypes: columnTypes.map((type, at) =>
      columnNames[at]?.endsWith(MARK) ? ColumnTypeEnum.Character : type,
    ),
  };
}
