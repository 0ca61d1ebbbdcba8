import type { Named, NamedKind } from "../shared/creation/named-kind.ts";
import type { Key } from "./wire/key.ts";
import type { ListedRole } from "./wire/role.ts";
import type { ServiceAccount } from "./wire/service-account.ts";

interface Created {
  readonly createdAt?: string | undefined;
}

const readCreation = ({ createdAt }: Created): string | undefined => createdAt;

function describeCreation({ createdAt }: Created): string {
  return createdAt === undefined ? "created at an unknown time" : `created ${createdAt}`;
}

function suggestImportOrDelete({ id }: Named): string {
  return `To manage it: terraform import ADDRESS ${id}. If nobody needs it, delete it in SigNoz; or choose another name.`;
}

export const accountKind: NamedKind<ServiceAccount> = {
  noun: "account",
  repeats: "never",
  readCreation,
  describe: describeCreation,
  describeWaysOut: suggestImportOrDelete,
};

export const roleKind: NamedKind<ListedRole> = {
  noun: "role",
  repeats: "never",
  readCreation,
  describe: describeCreation,
  describeWaysOut: suggestImportOrDelete,
};

/** A user, with the email address as SigNoz stores it as name. */
export interface NamedUser extends Named {
  readonly status: string;
  readonly createdAt?: string | undefined;
}

export const memberKind: NamedKind<NamedUser> = {
  noun: "user",
  attribute: "email",
  repeats: "never",
  readCreation,
  describe: (row) => `${row.status}, ${describeCreation(row)}`,
  describeWaysOut: ({ id }) => `To manage it: terraform import ADDRESS ${id}. Otherwise invite another address.`,
};

function describeExpiry({ expiresAt }: Key): string {
  return expiresAt === 0 ? "never expires" : `expires ${new Date(expiresAt * 1000).toISOString()}`;
}

export const keyKind: NamedKind<Key> = {
  noun: "key",
  repeats: "never",
  readCreation,
  describe: (row) => `${describeCreation(row)}, last used ${row.lastObservedAt}, ${describeExpiry(row)}`,
  describeWaysOut: ({ id, serviceAccountId }) =>
    `If nobody uses it, revoke it in SigNoz and run again; or choose another name; or manage it without its secret: terraform import ADDRESS ${serviceAccountId}/${id}`,
};
