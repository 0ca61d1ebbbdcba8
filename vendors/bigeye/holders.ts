import { AccessError } from "#access/model/errors.ts";
import type { Made, Named } from "../shared/creations.ts";

/** How to speak of things of one kind. */
export interface Kind {
  /** Such as "account". */
  readonly noun: string;
  /** Whether Bigeye refuses a second one of the same name. */
  readonly isUnique: boolean;
}

export const accountKind: Kind = { noun: "service account", isUnique: false };
export const roleKind: Kind = { noun: "role", isUnique: false };
export const groupKind: Kind = { noun: "group", isUnique: true };
export const memberKind: Kind = { noun: "member", isUnique: true };

function waysOut({ isUnique }: Kind, { id }: Named): string {
  const other = isUnique ? "or choose another name" : "or run again to make another one beside it: names may repeat";
  return `To manage that one: terraform import ADDRESS ${id}. If nobody needs it, delete it in Bigeye; ${other}.`;
}

/** A name that was refused because it is taken: whose it is, and what to do. */
export function nameTaken(kind: Kind, holder: Named, error: AccessError): AccessError {
  const advice = `It belongs to ${kind.noun} ${holder.id}. ${waysOut(kind, holder)}`;
  return new AccessError("already_exists", error.message, { path: [attributeOf(kind)], advice, cause: error });
}

function attributeOf(kind: Kind): string {
  return kind === memberKind ? "email" : "name";
}

/** A creation whose answer was lost, and of which nothing is proved. */
export function unsettled(
  kind: Kind,
  name: string,
  { cause, named }: Pick<Extract<Made<unknown, Named>, { kind: "lost" }>, "cause" | "named">,
): AccessError {
  const title = `${kind.noun} "${name}"`;
  const path = [attributeOf(kind)];
  if (named === undefined) {
    const message = `${cause.message} Whether ${title} is there could not be seen either.`;
    return new AccessError("outcome_unknown", message, { path, cause });
  }
  const [holder, ...others] = named;
  if (holder === undefined) {
    const message = `${cause.message} There was no ${title} right after it.`;
    return new AccessError("outcome_unknown", message, { advice: "Run again: it is made then.", cause });
  }
  const ids = [holder, ...others].map(({ id }) => id).join(", ");
  const message = `${cause.message} Now there is a ${title} (${ids}), and nothing proves that this run made it.`;
  return new AccessError("outcome_unknown", message, { path, advice: waysOut(kind, holder), cause });
}

/** What a creation came to: the row that it made. @throws AccessError where nothing is proved */
export function settled<Row extends Named>(
  kind: Kind,
  name: string,
  made: Made<Row, Row>,
): { readonly row: Row; readonly isFound: boolean } {
  switch (made.kind) {
    case "answered":
      return { row: made.result, isFound: false };
    case "found":
      return { row: made.row, isFound: true };
    case "lost":
      throw unsettled(kind, name, made);
  }
}

export function tellFound(warn: (summary: string, detail: string) => void, kind: Kind, { id, name }: Named): void {
  warn(
    `The answer was lost, and the ${kind.noun} was found`,
    `There was no ${kind.noun} "${name}" right before the request, and right after it there is this one: ${id}. It is managed from now on.`,
  );
}
