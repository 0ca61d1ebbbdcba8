import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Made, Named } from "../shared/creations.ts";

/** How to speak of things of one kind that have a name which somebody else wants. */
export interface Kind {
  /** Such as "role". */
  readonly noun: string;
  readonly waysOut: (row: Named) => string;
}

const imported = (id: string): string => `To manage that one: terraform import ADDRESS ${id}.`;

export const roleKind: Kind = {
  noun: "role",
  waysOut: ({ id }) => `${imported(id)} If nobody needs it, delete it in Arize; or choose another name.`,
};

export const memberKind: Kind = {
  noun: "user",
  waysOut: ({ id }) => `${imported(id)} Or refer to them with the data source access_member.`,
};

export function keyKind(space: string): Kind {
  return {
    noun: "key",
    waysOut: ({ id }) =>
      `If nobody uses it, revoke it in Arize and run again; or manage it without its secret: terraform import ADDRESS ${space}/${id}`,
  };
}

/** A name that was refused because it is taken: whose it is, and what to do. */
export function nameTaken({ noun, waysOut }: Kind, holder: Named, error: AccessError): AccessError {
  const advice = `It belongs to ${noun} ${holder.id}. ${waysOut(holder)}`;
  return new AccessError("already_exists", error.message, { advice, cause: error });
}

/** A creation whose answer was lost, and of which nothing is proved. */
export function unsettled(
  { noun, waysOut }: Kind,
  name: string,
  { cause, named }: Extract<Made<unknown, Named>, { kind: "lost" }>,
): AccessError {
  const title = `${noun} "${name}"`;
  if (named === undefined) {
    const message = `${cause.message} Whether ${title} is there could not be seen either.`;
    return new AccessError("outcome_unknown", message, { cause });
  }
  const [holder] = named;
  if (holder === undefined) {
    const message = `${cause.message} There was no ${title} right after it.`;
    return new AccessError("outcome_unknown", message, { advice: "Run again: it is made then.", cause });
  }
  const ids = named.map(({ id }) => id).join(", ");
  const message = `${cause.message} Now there is ${title} (${ids}), and nothing proves that this run made it.`;
  return new AccessError("outcome_unknown", message, { advice: waysOut(holder), cause });
}

export function tellFound({ warn }: Pick<Context<unknown>, "warn">, { noun }: Kind, { id, name }: Named): void {
  warn(
    `The answer was lost, and the ${noun} was found`,
    `"${name}" was not there right before the request and is there after it: ${noun} ${id}. It is managed from now on.`,
  );
}
