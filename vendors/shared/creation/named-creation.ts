import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Creations, Made, Named } from "./creations.ts";

/** How messages speak of things of one kind, and what a user can do about one whose name somebody else wants. */
export interface NamedKind<Row extends Named> {
  /** Such as `account`. */
  readonly noun: string;
  /** The attribute that gives the name. @default "name" */
  readonly attribute?: string;
  /** When it was created, and whatever else tells whose it may be: `created 2027-01-31, never used`. @default nothing */
  describe?(row: Row): string;
  /** One or more sentences. */
  waysOut(row: Row): string;
}

export interface NamedCreation<Row extends Named, Result> {
  readonly kind: NamedKind<NoInfer<Row>>;
  readonly name: string;
  /** What was created among things that share their names. */
  readonly creations: Creations;
  /** Everything that could have the name. */
  list(): Promise<readonly Row[]>;
  /** The one request that creates it. */
  create(): Promise<Result>;
  /** What the caller gets of a row that was found after its response was lost. */
  adopt(row: NoInfer<Row>): Result | Promise<Result>;
  /** Whether a found row is what was asked for in more than its name. @default it is */
  isAsked?(row: NoInfer<Row>): boolean;
  /** More than the holder's id to say where the name is taken and nobody in the list has it. */
  readonly takenAdvice?: string;
}

type Lost<Row extends Named> = Extract<Made<unknown, Row>, { kind: "lost" }>;

function describeRow<Row extends Named>({ describe }: NamedKind<Row>, row: Row): string {
  return describe === undefined ? row.id : `${row.id} (${describe(row)})`;
}

/** A name that was refused because it is taken: whose it is, and what to do. */
export function nameTakenError<Row extends Named>(kind: NamedKind<Row>, holder: Row, cause: AccessError): AccessError {
  const { noun, attribute = "name" } = kind;
  const advice = `It belongs to ${noun} ${describeRow(kind, holder)}. ${kind.waysOut(holder)}`;
  return new AccessError("already_exists", cause.message, { path: [attribute], advice, cause });
}

/** Names the holder of a name that the vendor refused; any other error is answered as it is. */
export async function explainTakenName<Row extends Named>(
  failure: unknown,
  { kind, name, list, takenAdvice }: Pick<NamedCreation<Row, unknown>, "kind" | "name" | "list" | "takenAdvice">,
): Promise<unknown> {
  if (!(failure instanceof AccessError) || failure.code !== "already_exists") return failure;
  const rows = await list().catch(() => undefined);
  const holder = rows?.find((row) => row.name === name);
  if (holder !== undefined) return nameTakenError(kind, holder, failure);
  if (rows === undefined || takenAdvice === undefined) return failure;
  const { attribute = "name" } = kind;
  return new AccessError(failure.code, failure.message, { path: [attribute], advice: takenAdvice, cause: failure });
}

/** A creation whose response was lost, and of which nothing is proved. */
export function unprovedCreationError<Row extends Named>(
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
    const message = `${cause.message} There was no ${title} right after it.`;
    return new AccessError("outcome_unknown", message, { advice: "Run again: it is created then.", cause });
  }
  const rows = named.map((row) => describeRow(kind, row)).join(", ");
  const message = `${cause.message} Now ${noun} ${rows} has the name "${name}", and nothing proves that this run created it.`;
  return new AccessError("outcome_unknown", message, { path, advice: kind.waysOut(holder), cause });
}

function warnFound({ warn }: Context<unknown>, noun: string, { id, name }: Named): void {
  warn(
    `The response was lost, and the ${noun} was found`,
    `There was no ${noun} "${name}" right before the request, and there is one right after it: ${id}. It is managed from now on.`,
  );
}

/**
 * Creates a thing that has a name. One whose response was lost is taken over where it is proved to be this request's.
 * @throws AccessError `already_exists` that names the holder; `outcome_unknown` where nothing is proved
 */
export async function createNamed<Row extends Named, Result>(
  context: Context<unknown>,
  creation: NamedCreation<Row, Result>,
): Promise<Result> {
  const { kind, name, creations, list, create, adopt, isAsked = () => true } = creation;
  const made = await creations.make({ name, list, create }).catch(async (error: unknown) => {
    throw await explainTakenName(error, creation);
  });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "found": {
      const { row } = made;
      if (!isAsked(row)) {
        const cause = new AccessError("outcome_unknown", `The response to creating ${kind.noun} "${name}" was lost.`);
        throw unprovedCreationError(kind, name, { cause, named: [row] });
      }
      const result = await adopt(row);
      warnFound(context, kind.noun, row);
      return result;
    }
    case "lost":
      throw unprovedCreationError(kind, name, made);
  }
}
