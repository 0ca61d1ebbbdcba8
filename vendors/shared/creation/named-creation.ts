import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Creation, Creations } from "./creations.ts";
import { createNameTakenError, createTwiceNamedError, createUnprovedError, type Named } from "./named-kind.ts";

export interface NamedCreation<Row extends Named, Result> extends Omit<Creation<Result, Row>, "isAgain" | "isOwn"> {
  /** The creations of this run among things that share a namespace. */
  readonly creations: Creations;
  /** Converts a row that was found after a lost response to the result. */
  adopt(row: NoInfer<Row>): Result | Promise<Result>;
  /** Advice if the name is taken but no row in the list has it. */
  readonly takenAdvice?: string;
}

/** What is needed to say who has a name. */
export type NameHolders<Row extends Named> = Pick<
  NamedCreation<Row, unknown>,
  "kind" | "name" | "list" | "takenAdvice"
> & { readonly creations?: Creations };

/** Adds the holder to the error for a taken name. Returns any other error unchanged. */
export async function explainTakenName<Row extends Named>(
  failure: unknown,
  { kind, name, list, takenAdvice, creations }: NameHolders<Row>,
): Promise<unknown> {
  if (!(failure instanceof AccessError) || failure.code !== "already_exists") return failure;
  const isTwice = creations?.isTriedTwice(name) === true;
  // Where it was refused before it was sent, the error says so already.
  if (isTwice) return kind.repeats === "refused" ? failure : createTwiceNamedError(kind, name, failure);
  const rows = await list().catch(() => undefined);
  const holder = rows?.find((row) => row.name === name);
  if (holder !== undefined) return createNameTakenError(kind, holder, failure);
  if (rows === undefined || takenAdvice === undefined) return failure;
  const { attribute = "name" } = kind;
  return new AccessError(failure.code, failure.message, { path: [attribute], advice: takenAdvice, cause: failure });
}

function warnFound({ warn }: Context<unknown>, noun: string, { id, name }: Named): void {
  warn(
    `The response was lost, and the ${noun} was found`,
    `No ${noun} "${name}" existed right before the request, and one with the requested content exists right after it: ${id}. Terraform manages it from now on.`,
  );
}

/**
 * Creates a thing that has a name. If the response was lost, adopts the thing if it is proved to be from this request.
 * @throws AccessError `already_exists` with the holder; `outcome_unknown` if nothing is proved
 */
export async function createNamed<Row extends Named, Result>(
  context: Context<unknown>,
  creation: NamedCreation<Row, Result>,
): Promise<Result> {
  const { kind, name, creations, adopt } = creation;
  const made = await creations.make<Result, Row>(creation).catch(async (error: unknown) => {
    throw kind.repeats === "never" ? await explainTakenName(error, creation) : error;
  });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "found": {
      const { row } = made;
      const result = await adopt(row);
      warnFound(context, kind.noun, row);
      return result;
    }
    case "lost":
      throw createUnprovedError(kind, name, made);
  }
}
