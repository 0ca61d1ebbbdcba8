import { AccessError } from "#access/model/errors.ts";
import { listTexts } from "../list-texts.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** How one vendor names things of one kind, how messages describe them, and what a user can do if a name is taken. */
export interface NamedKind<Row extends Named> {
  /** Such as `account`. */
  readonly noun: string;
  /** The attribute that sets the name. @default "name" */
  readonly attribute?: string;
  /**
   * Whether a second thing can have the name. `never`: the vendor refuses it. `refused`: the vendor would create it, and
   * Latchkey refuses it, because nothing tells it from one that an interrupted run left behind. `allowed`: Latchkey refuses
   * it only beside what such a run may have left behind.
   */
  readonly repeats: "never" | "refused" | "allowed";
  /** Whether an interrupted run of Latchkey may have left the row behind. @default of a name that is refused, any row */
  isOrphan?(row: Row): boolean;
  /**
   * When the vendor created the row, as RFC 3339; undefined if this row does not show it.
   * @default the vendor shows it of no row
   */
  readCreation?(row: Row): string | undefined;
  /** Facts that help to find its owner: `created 2027-01-31, never used`. @default none */
  describe?(row: Row): string;
  /** What to do if the name is taken, in one or more sentences. */
  describeWaysOut(row: Row): string;
}

function describeRow<Row extends Named>({ describe }: NamedKind<Row>, row: Row): string {
  return describe === undefined ? row.id : `${row.id} (${describe(row)})`;
}

function pathOf({ attribute = "name" }: Pick<NamedKind<never>, "attribute">) {
  return { path: [attribute] };
}

// The provider does not see which resource of a configuration has which id, so the user is told how to look.
function describeOwnConfiguration(noun: string, { id }: Named): string {
  return `If this configuration manages that ${noun} already (terraform state list -id=${id}), do not import it: after a change of the resource's address, add a \`moved\` block; to swap the names of two resources, apply in two steps, with a third name in between.`;
}

/** Says who has a name, and what to do. */
export function createNameTakenError<Row extends Named>(
  kind: NamedKind<Row>,
  holder: Row,
  cause: AccessError,
): AccessError {
  const { noun } = kind;
  const advice = `It belongs to ${noun} ${describeRow(kind, holder)}. ${kind.describeWaysOut(holder)} ${describeOwnConfiguration(noun, holder)}`;
  return new AccessError("already_exists", cause.message, { ...pathOf(kind), advice, cause });
}

/** Refuses a name that is taken where the vendor itself would create a second thing with it. */
export function createSecondError<Row extends Named>(
  kind: NamedKind<Row>,
  { name, holders }: { readonly name: string; readonly holders: readonly [Row, ...Row[]] },
): AccessError {
  const { noun } = kind;
  const [holder] = holders;
  const rows = listTexts(holders.map((row) => `${noun} ${describeRow(kind, row)}`));
  const message = `No ${noun} "${name}" was created, because one exists already: ${rows}. It may be left from a run that was interrupted, or be what this resource replaces with \`create_before_destroy\`: then replace it without that.`;
  const advice = `${kind.describeWaysOut(holder)} ${describeOwnConfiguration(noun, holder)}`;
  return new AccessError("already_exists", message, { ...pathOf(kind), advice });
}

/** Says that two resources of this run create a thing with one name. */
export function createTwiceNamedError(
  kind: Pick<NamedKind<never>, "noun" | "attribute">,
  name: string,
  cause?: AccessError,
): AccessError {
  const { noun, attribute = "name" } = kind;
  const said = cause === undefined ? "" : `${cause.message} `;
  const message = `${said}Two resources of this configuration create a ${noun} with the ${attribute} "${name}" in this run.`;
  const advice = `Search the configuration for this ${attribute}. Keep one of the resources, or give the other one another ${attribute}.`;
  return new AccessError("already_exists", message, { ...pathOf(kind), advice, cause });
}

/** A creation whose response was lost and that is not proved. */
export interface Unproved<Row extends Named> {
  readonly cause: AccessError;
  /** The rows with the name; undefined if they could not be listed. */
  readonly named: readonly Row[] | undefined;
  /** What the request carried in the description, such as `[latchkey …]`. @default nothing */
  readonly trace?: string;
}

/** Describes a creation whose response was lost and whose result is not proved. */
export function createUnprovedError<Row extends Named>(
  kind: NamedKind<Row>,
  name: string,
  { cause, named, trace }: Unproved<Row>,
): AccessError {
  const { noun } = kind;
  const title = `${noun} "${name}"`;
  const path = pathOf(kind);
  const traceText = trace === undefined ? "" : ` If it was created, ${trace} is in its description.`;
  if (named === undefined) {
    const message = `${cause.message} The list that would show whether ${title} exists could not be read either.${traceText}`;
    return new AccessError("outcome_unknown", message, { ...path, cause });
  }
  const [holder] = named;
  if (holder === undefined) {
    const message = `${cause.message} No ${title} existed right after it.`;
    return new AccessError("outcome_unknown", message, { advice: "Run again to create it.", cause });
  }
  const rows = listTexts(named.map((row) => describeRow(kind, row)));
  const message = `${cause.message} Now ${noun} ${rows} has the name "${name}", and nothing proves that this run created it.${traceText}`;
  return new AccessError("outcome_unknown", message, { ...path, advice: kind.describeWaysOut(holder), cause });
}
