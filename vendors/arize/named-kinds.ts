import { readMark } from "../shared/creation/marks.ts";
import type { Named, NamedKind } from "../shared/creation/named-kind.ts";
import type { ApiKey } from "./wire/key.ts";
import type { User } from "./wire/member.ts";
import type { Role } from "./wire/role.ts";

function describeImport({ id }: Named): string {
  return `To manage it: terraform import ADDRESS ${id}.`;
}

interface Created {
  readonly created_at: string;
}

const readCreation = ({ created_at }: Created): string => created_at;
const describeCreation = ({ created_at }: Created): string => `created ${created_at}`;

export const roleKind: NamedKind<Role> = {
  noun: "role",
  repeats: "never",
  readCreation,
  describe: describeCreation,
  describeWaysOut: (row) => `${describeImport(row)} If nobody needs it, delete it in Arize. Or choose another name.`,
};

/** A person, with the email address in lower case as name. */
export interface NamedUser extends Named {
  readonly row: User;
}

export const memberKind: NamedKind<NamedUser> = {
  noun: "user",
  attribute: "email",
  repeats: "never",
  readCreation: ({ row }) => readCreation(row),
  describe: ({ row }) => `${row.status}, ${describeCreation(row)}`,
  describeWaysOut: (row) => `${describeImport(row)} Or refer to the person with the data source access_member.`,
};

function isOrphan({ description, last_used_at: used }: ApiKey): boolean {
  return readMark(description) !== undefined && used === undefined;
}

function describeKey(row: ApiKey): string {
  return [
    describeCreation(row),
    row.last_used_at === undefined ? "never used" : `last used ${row.last_used_at}`,
    row.expires_at === undefined ? "never expires" : `expires ${row.expires_at}`,
    ...(readMark(row.description) === undefined ? [] : ["created by Latchkey"]),
  ].join(", ");
}

/** The names of keys may repeat, and only the keys of one space are compared. */
export function createKeyKind(space: string): NamedKind<ApiKey> {
  return {
    noun: "service key",
    repeats: "allowed",
    isOrphan,
    readCreation,
    describe: describeKey,
    describeWaysOut(row) {
      const orphan = isOrphan(row)
        ? "An unused key that Latchkey created may be left from an interrupted run: nobody has its secret. "
        : "";
      return `${orphan}If nobody uses it, revoke it in Arize and run again. Or choose another name. Or manage it without its secret: terraform import ADDRESS ${space}/${row.id}.`;
    },
  };
}
