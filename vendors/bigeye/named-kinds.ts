import { readMark } from "../shared/creation/marks.ts";
import type { Named, NamedKind } from "../shared/creation/named-kind.ts";
import { readInstant } from "./instants.ts";
import type { Key } from "./wire/key.ts";

function describeWaysOut({ id }: Named): string {
  return `To manage it: terraform import ADDRESS ${id}. If nobody needs it, delete it in Bigeye. Or choose another name.`;
}

// Bigeye shows no creation time of these, and does not say that the names of accounts and roles are unique.
export const accountKind: NamedKind<Named> = { noun: "service account", repeats: "refused", describeWaysOut };
export const roleKind: NamedKind<Named> = { noun: "role", repeats: "refused", describeWaysOut };
export const groupKind: NamedKind<Named> = { noun: "group", repeats: "never", describeWaysOut };
export const memberKind: NamedKind<Named & { readonly row: unknown }> = {
  noun: "member",
  attribute: "email",
  repeats: "never",
  describeWaysOut,
};

function isOrphan(key: Key): boolean {
  return readMark(key.description) !== undefined && Number(key.lastUsedAt) === 0;
}

function describeKey(key: Key): string {
  const used = readInstant(key.lastUsedAt);
  return [
    `created ${readInstant(key.createdAt) ?? "at an unknown time"}`,
    used === null ? "never used" : `last used ${used}`,
    ...(readMark(key.description) === undefined ? [] : ["created by Latchkey"]),
  ].join(", ");
}

/** The names of keys may repeat, and only the keys of one account are compared. */
export function createKeyKind(account: string): NamedKind<Key> {
  return {
    noun: "key",
    repeats: "refused",
    readCreation: ({ createdAt }) => readInstant(createdAt) ?? undefined,
    describe: describeKey,
    describeWaysOut(row) {
      const orphan = isOrphan(row)
        ? "An unused key that Latchkey created may be left from an interrupted run: nobody has its secret. "
        : "";
      return `${orphan}If nobody uses it, revoke it in Bigeye and run again. Or choose another name. Or manage it without its secret: terraform import ADDRESS ${account}/${row.id}.`;
    },
  };
}
