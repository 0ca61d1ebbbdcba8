import { AccessError } from "#access/model/errors.ts";
import type { Context, Vendor } from "#access/model/vendors/adapter.ts";
import { isBuiltIn } from "#access/model/vendors/built-in.ts";
import type { Traces } from "#access/model/statements/traces.ts";
import type { NounFacts } from "#access/model/vendors/facts.ts";
import type { Gap } from "#access/model/vendors/listed.ts";
import type { Attributes } from "#access/schema/attribute.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { limits } from "../http/limits.ts";

type AnyState = { readonly [attribute: string]: unknown };

/** An object as the vendor has it now. */
export interface ListedObject {
  /** Whole, as state has it after an import: what the vendor does not return is null, and so is every secret. */
  readonly state: AnyState;
  /** It is the vendor's own: nobody manages it with code. */
  readonly isBuiltIn: boolean;
  readonly traces: Traces;
}

export interface ObjectsPage {
  readonly objects: readonly ListedObject[];
  readonly gaps: readonly Gap[];
}

function completeState(attributes: Attributes, returned: AnyState): AnyState {
  const entries = Object.entries(attributes).map(([name, { facts }]) => {
    return [name, facts.isSecret || facts.isWriteOnly ? null : (returned[name] ?? null)] as const;
  });
  return Object.fromEntries(entries);
}

/** Lists move while they are read: an object that is on two pages is one object. */
class Known {
  readonly #importId: readonly string[];
  readonly #ids = new Set<string>();

  constructor({ importId }: ResourceDefinition) {
    this.#importId = importId;
  }

  add(state: AnyState): boolean {
    const id = JSON.stringify(this.#importId.map((name) => state[name]));
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    return true;
  }

  get size(): number {
    return this.#ids.size;
  }
}

function checkSignal({ signal }: Pick<Context<unknown>, "signal">, { type }: ResourceDefinition): void {
  if (signal.aborted)
    throw new AccessError("interrupted", `Listing every ${type} was stopped: the run was interrupted.`);
}

export interface Listing<Client> {
  readonly vendor: Pick<Vendor<Client>, "facts" | "resources">;
  /** With the vendor's own attributes. */
  readonly definition: ResourceDefinition;
  readonly context: Context<Client>;
}

/**
 * Every object of one noun, page by page: the next page is read when it is asked for. Only reads. What the token may not
 * see, what no list tells, and what is beyond the limit of rows is a gap.
 * @throws AccessError if a request fails for another reason; `interrupted` once the signal is aborted
 */
export async function* listObjects<Client>({
  vendor,
  definition,
  context,
}: Listing<Client>): AsyncGenerator<ObjectsPage> {
  const { type, attributes } = definition;
  const facts: NounFacts = vendor.facts.nouns[type] ?? { attributes: {} };
  const pages = vendor.resources[type]?.list?.(context);
  if (pages === undefined) {
    const because = facts.unlisted ?? `${vendor.facts.title} has no list of them.`;
    yield { objects: [], gaps: [{ of: "objects", says: `Objects of type ${type} are not listed. ${because}` }] };
    return;
  }
  const known = new Known(definition);
  checkSignal(context, definition);
  for await (const { states, traces = [], gaps = [] } of pages) {
    const objects = states
      .map((returned, at): ListedObject => {
        const state = completeState(attributes, returned);
        return { state, isBuiltIn: isBuiltIn(definition, facts, state), traces: traces[at] ?? {} };
      })
      .filter(({ state }) => known.add(state));
    yield { objects, gaps };
    if (known.size > limits.rows) {
      const says = `Objects of type ${type} are not all listed: after ${limits.rows} of them no more are read.`;
      yield { objects: [], gaps: [{ of: "objects", says }] };
      return;
    }
    checkSignal(context, definition);
  }
}
