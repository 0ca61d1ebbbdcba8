import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Creations, Made, Named } from "./creations.ts";

/** How messages describe things of one kind, and what a user can do if a name is taken. */
export interface NamedKind<Row extends Named> {
  /** Such as `account`. */
  readonly noun: string;
  /** The attribute that sets the name. @default "name" */
  readonly attribute?: string;
  /** Facts that help to find its owner: `created 2027-01-31, never used`. @default none */
  describe?(row: Row): string;
  /** What to do if the name is taken, in one or more sentences. */
  describeWaysOut(row: Row): string;
}

export interface NamedCreation<Row extends Named, Result> {
  readonly kind: NamedKind<NoInfer<Row>>;
  readonly name: string;
  /** The creations of this run among things that share a namespace. */
  readonly creations: Creations;
  /** Lists everything that could have the name. */
  list(): Promise<readonly Row[]>;
  /** Sends the request that creates it. */
  create(): Promise<Result>;
  /** Converts a row that was found after a lost response to the result. */
  adopt(row: NoInfer<Row>): Result | Promise<Result>;
  /** Whether a found row matches the request in more than its name. @default true */
  matchesRequest?(row: NoInfer<Row>): boolean;
  /** Advice if the name is taken but no row in the list has it. */
  readonly takenAdvice?: string;
}

type Lost<Row extends Named> = Extract<Made<unknown, Row>, { kind: "lost" }>;

function describeRow<Row extends Named>({ describe }: NamedKind<Row>, row: Row): string {
  return describe === undefined ? row.id : `${row.id} (${describe(row)})`;
}

/** Says who has a name that the vendor refused, and what to do. */
export function createNameTakenError<Row extends Named>(
  kind: NamedKind<Row>,
  holder: Row,
  cause: AccessError,
): AccessError {
  const { noun, attribute = "name" } = kind;
  const advice = `It belongs to ${noun} ${describeRow(kind, holder)}. ${kind.describeWaysOut(holder)}`;
  return new AccessError("already_exists", cause.message, { path: [attribute], advice, cause });
}

/** Adds the holder to the error for a taken name. Returns any other error unchanged. */
export async function explainTakenName<Row extends Named>(
  failure: unknown,
  { kind, name, list, takenAdvice }: Pick<NamedCreation<Row, unknown>, "kind" | "name" | "list" | "takenAdvice">,
): Promise<unknown> {
  if (!(failure instanceof AccessError) || failure.code !== "already_exists") return failure;
  const rows = await list().catch(() => undefined);
  const holder = rows?.find((row) => row.name === name);
  if (holder !== undefined) return createNameTakenError(kind, holder, failure);
  if (rows === undefined || takenAdvice === undefined) return failure;
  const { attribute = "name" } = kind;
  return new AccessError(failure.code, failure.message, { path: [attribute], advice: takenAdvice, cause: failure });
}

/** Describes a creation whose response was lost and whose result is not proved. */
export function createUnprovedError<Row extends Named>(
  kind: NamedKind<Row>,
  name: string,
  { cause, named }: Pick<Lost<Row>, "cause" | "named">,
): AccessError {
  const { noun, attribute = "name" } = kind;
  const title = `${noun} "${name}"`;
  const path = [attribute];
  if (named === undefined) {
    const message = `${cause.message} The list that would show whether ${title} exists could not be read either.`;
    return new AccessError("outcome_unknown", message, { path, cause });
  }
  const [holder] = named;
  if (holder === undefined) {
    const message = `${cause.message} No ${title} existed right after it.`;
    return new AccessError("outcome_unknown", message, { advice: "Run again to create it.", cause });
  }
  const rows = named.map((row) => describeRow(kind, row)).join(", ");
  const message = `${cause.message} Now ${noun} ${rows} has the name "${name}", and nothing proves that this run created it.`;
  return new AccessError("outcome_unknown", message, { path, advice: kind.describeWaysOut(holder), cause });
}

function warnFound({ warn }: Context<unknown>, noun: string, { id, name }: Named): void {
  warn(
    `The response was lost, and the ${noun} was found`,
    `No ${noun} "${name}" existed right before the request, and one exists right after it: ${id}. Terraform manages it from now on.`,
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
  const { kind, name, creations, list, create, adopt, matchesRequest = () => true } = creation;
  const made = await creations.make({ name, list, create }).catch(async (error: unknown) => {
    throw await explainTakenName(error, creation);
  });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "found": {
      const { row } = made;
      if (!matchesRequest(row)) {
        const cause = new AccessError("outcome_unknown", `The response to creating ${kind.noun} "${name}" was lost.`);
        throw createUnprovedError(kind, name, { cause, named: [row] });
      }
      const result = await adopt(row);
      warnFound(context, kind.noun, row);
      return result;
    }
    case "lost":
      throw createUnprovedError(kind, name, made);
  }
}
