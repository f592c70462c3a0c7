import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** A piece of SQL with its values apart: what is put in is never read as SQL. */
export const sql = Prisma.sql;
export const nothing = Prisma.empty;
export type Sql = Prisma.Sql;

/** Pieces one after the other. */
export const join = (pieces: Sql[]): Sql => Prisma.join(pieces, " ");

/** The name of a table alias, from a closed list: the one place where a name becomes SQL. */
export const alias = (name: "e" | "c" | "o") => Prisma.raw(name);
