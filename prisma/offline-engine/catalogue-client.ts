import { EventEmitter } from "node:events";
import { ColumnTypeEnum, type SqlResultSet } from "@prisma/driver-adapter-utils";
import pg from "pg";

/**
 * PostgreSQL's catalogues have columns of the type "char". The adapter refuses it, while the engine insists that they
 * are characters, not text. So the connection passes them off as text under a marked name, and
 * {@link restoreCharacters} makes them characters again.
 */
const MARK = "\u0000char";
const CHAR_OID = 18;
const TEXT_OID = 25;

interface RowDescription {
  fields: { name: string; dataTypeID: number }[];
}

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

export function restoreCharacters({ columnNames, columnTypes, ...rest }: SqlResultSet): SqlResultSet {
  return {
    ...rest,
    columnNames: columnNames.map((name) => name.replace(MARK, "")),
    columnTypes: columnTypes.map((type, at) =>
      columnNames[at]?.endsWith(MARK) ? ColumnTypeEnum.Character : type,
    ),
  };
}
