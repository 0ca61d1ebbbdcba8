import { AccessError } from "#access/model/errors.ts";
import type { Made, Named } from "../shared/creations.ts";
import type { Key } from "./wire/key.ts";
import type { ListedRole } from "./wire/role.ts";
import type { ServiceAccount } from "./wire/service-account.ts";

/** How to speak of things of one kind that have a name which somebody else wants. */
export interface Kind<Row extends Named> {
  /** Such as "account". */
  readonly noun: string;
  /** When it was made, and whatever else tells whose it may be. */
  describe(row: Row): string;
  readonly waysOut: (row: Row) => string;
  /** What the name is given by. @default "name" */
  readonly attribute?: string;
}

function pathTo({ attribute = "name" }: { readonly attribute?: string }): { readonly path: readonly [string] } {
  return { path: [attribute] };
}

function made({ createdAt }: { readonly createdAt?: string | undefined }): string {
  return createdAt === undefined ? "made at an unknown time" : `made ${createdAt}`;
}

export const accountKind: Kind<ServiceAccount> = {
  noun: "account",
  describe: made,
  waysOut: ({ id }) =>
    `To manage that one: terraform import ADDRESS ${id}. If nobody needs it, delete it in SigNoz; or choose another name.`,
};

export const roleKind: Kind<ListedRole> = {
  noun: "role",
  describe: made,
  waysOut: ({ id }) =>
    `To manage that one: terraform import ADDRESS ${id}. If nobody needs it, delete it in SigNoz; or choose another name.`,
};

/** A user by the address, in the spelling that SigNoz keeps. */
export interface NamedUser extends Named {
  readonly status: string;
  readonly createdAt?: string | undefined;
}

export const memberKind: Kind<NamedUser> = {
  noun: "user",
  describe: (row) => `${row.status}, ${made(row)}`,
  waysOut: ({ id }) => `To manage that one: terraform import ADDRESS ${id}. Otherwise invite another address.`,
  attribute: "email",
};

function expiry({ expiresAt }: Key): string {
  return expiresAt === 0 ? "never expires" : `expires ${new Date(expiresAt * 1000).toISOString()}`;
}

export const keyKind: Kind<Key> = {
  noun: "key",
  describe: (row) => `${made(row)}, last used ${row.lastObservedAt}, ${expiry(row)}`,
  waysOut: ({ id, serviceAccountId }) =>
    `If nobody uses it, revoke it in SigNoz and run again; or choose another name; or manage it without its secret: terraform import ADDRESS ${serviceAccountId}/${id}`,
};

/** A name that was refused because it is taken: whose it is, and what to do. */
export function nameTaken<Row extends Named>(kind: Kind<Row>, holder: Row, error: AccessError): AccessError {
  const advice = `It belongs to ${kind.noun} ${holder.id} (${kind.describe(holder)}). ${kind.waysOut(holder)}`;
  return new AccessError("already_exists", error.message, { ...pathTo(kind), advice, cause: error });
}

/** A creation whose answer was lost, and of which nothing is proved. */
export function unsettled<Row extends Named>(
  kind: Kind<Row>,
  name: string,
  { cause, named }: Extract<Made<unknown, Row>, { kind: "lost" }>,
): AccessError {
  const title = `${kind.noun} "${name}"`;
  if (named === undefined) {
    const message = `${cause.message} Whether ${title} is there could not be seen either.`;
    return new AccessError("outcome_unknown", message, { ...pathTo(kind), cause });
  }
  const [holder] = named;
  if (holder === undefined) {
    const message = `${cause.message} There was no ${title} right after it.`;
    return new AccessError("outcome_unknown", message, { advice: "Run again: it is made then.", cause });
  }
  const message = `${cause.message} Now ${kind.noun} ${holder.id} has the name (${kind.describe(holder)}), and nothing proves that this run made it.`;
  return new AccessError("outcome_unknown", message, { ...pathTo(kind), advice: kind.waysOut(holder), cause });
}
