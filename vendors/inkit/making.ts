import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { Creations, Made } from "../shared/creations.ts";
import type { InkitConnection } from "./connection.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
}

export interface Making<R extends Row> {
  /** Such as "role". */
  readonly noun: string;
  readonly name: string;
  readonly creations: Creations<R>;
  list(): Promise<readonly R[]>;
  create(): Promise<R>;
  /** Whether a row is what was asked for, in more than its name: names repeat on Inkit. */
  isAsked(row: R): boolean;
}

function described(rows: readonly Row[]): string {
  return rows.map(({ id, created_at: at }) => `${id} (made ${at})`).join(", ");
}

function unsettled<R extends Row>({ noun, name }: Making<R>, { cause, named }: Extract<Made<R, R>, { kind: "lost" }>) {
  const title = `${noun} "${name}"`;
  if (named === undefined) {
    const message = `${cause.message} Whether ${title} is there could not be seen either.`;
    return new AccessError("outcome_unknown", message, { path: ["name"], cause });
  }
  if (named.length === 0) {
    const message = `${cause.message} There was no ${title} right after it.`;
    return new AccessError("outcome_unknown", message, { advice: "Run again: it is made then.", cause });
  }
  const message = `${cause.message} ${title} is there now, and nothing proves that this run made it: ${described(named)}.`;
  const advice = `If one of them is yours, take it over: terraform import ADDRESS ID. If nobody needs it, delete it in Inkit. Running again makes another of the same name, as Inkit lets names repeat.`;
  return new AccessError("outcome_unknown", message, { path: ["name"], advice, cause });
}

/** Makes a thing once. One whose answer was lost is taken for ours where it was not there before and is what was asked. */
export async function makeOnce<R extends Row>({ warn }: Context<InkitConnection>, making: Making<R>): Promise<R> {
  const { noun, name, creations, list, create, isAsked } = making;
  const made = await creations.make({ name, list, create });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "lost":
      throw unsettled(making, made);
    case "found": {
      const { row } = made;
      if (!isAsked(row)) {
        const cause = new AccessError("outcome_unknown", `The answer to creating ${noun} "${name}" was lost.`);
        throw unsettled(making, { kind: "lost", cause, named: [row] });
      }
      const detail = `${noun} "${name}" was not there right before the request and is there after it, as it was asked for: ${row.id}. It is managed from now on.`;
      warn(`The answer was lost, and the ${noun} was found`, detail);
      return row;
    }
  }
}

export function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const [one, other] = [new Set(left), new Set(right)];
  return one.size === other.size && [...one].every((value) => other.has(value));
}

/** Inkit has no absent description: what is empty there is null here, unless the code says "". */
export function descriptionOf(row: { readonly description: string }, known: string | null): string | null {
  return row.description === "" ? (known === "" ? "" : null) : row.description;
}
