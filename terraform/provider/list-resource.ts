import { AccessError } from "#access/model/errors.ts";
import { createListFilter, declareList, type FilterAnswer, findListErrors } from "#access/model/nouns/list-filters.ts";
import { nameObject } from "#access/model/nouns/object-name.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { Gap } from "#access/model/vendors/listed.ts";
import { listDefaultImportForms, listFormAttributes } from "#access/schema/import-forms.ts";
import type { Settings, Surroundings } from "#connection/surroundings.ts";
import { type ListedObject, listObjects } from "#vendors/shared/lists/list-objects.ts";
import { type Diagnostic, DiagnosticError } from "../plugin/engine/diagnostic.ts";
import type { ListedItem, ServedListResource } from "../plugin/engine/list-resource.ts";
import type { Call } from "../plugin/engine/provider.ts";
import { findArgumentErrors } from "./argument-errors.ts";
import type { Connection } from "./connection.ts";
import { contextOf } from "./context.ts";
import { toDiagnostic } from "./explain.ts";
import { findKnownFacts } from "./known-facts.ts";

type AnyRecord = { readonly [name: string]: unknown };
type Warn = Call<Connection>["warn"];

function checkListed({ type }: NounDefinition, { nouns, title }: VendorFacts): readonly AccessError[] {
  const unlisted = nouns[type]?.unlisted;
  return unlisted === undefined
    ? []
    : [new AccessError("unsupported", `${title} objects of type ${type} cannot be listed.`, { advice: unlisted })];
}

function findErrors(
  definition: NounDefinition,
  config: AnyRecord,
  facts: VendorFacts | undefined,
): readonly Diagnostic[] {
  const errors = [
    ...findArgumentErrors(definition, declareList(definition), { config, facts }),
    ...(facts === undefined ? [] : [...checkListed(definition, facts), ...findListErrors(definition, config, facts)]),
  ];
  return errors.map(toDiagnostic);
}

/** Whether an import can find it again. */
function isImportable(definition: NounDefinition, { nouns }: VendorFacts, state: AnyRecord): boolean {
  const forms = nouns[definition.type]?.importForms ?? listDefaultImportForms(definition);
  const isText = (name: string): boolean => typeof state[name] === "string" && state[name] !== "";
  return forms.some((form) => listFormAttributes(form).every(isText));
}

/** Says each thing once in a list. */
class Telling {
  readonly #told = new Set<string>();
  readonly #warn: Warn;

  constructor(warn: Warn) {
    this.#warn = warn;
  }

  say(summary: string, detail: string): void {
    if (this.#told.has(detail)) return;
    this.#told.add(detail);
    this.#warn({ summary, detail });
  }

  sayGap({ of, says }: Gap): void {
    this.say(of === "objects" ? "The list may not be whole" : "Not everything is told of what is listed", says);
  }
}

class ListReader {
  readonly #definition: NounDefinition;
  readonly #facts: VendorFacts;
  readonly #telling: Telling;
  readonly #fit: (object: ListedObject) => FilterAnswer;

  constructor(definition: NounDefinition, { client, config, warn }: Call<Connection> & { readonly config: AnyRecord }) {
    this.#definition = definition;
    this.#facts = client.vendor.facts;
    this.#telling = new Telling(warn);
    this.#fit = createListFilter(definition, config, client.now());
  }

  #isWanted(object: ListedObject): boolean {
    const { title } = this.#facts;
    if (object.isBuiltIn) return false;
    const fits = this.#fit(object);
    if (fits === "untold")
      this.#telling.say(
        "Not everything could be compared",
        `${title} does not tell the last use of everything: what it does not tell it of is left out.`,
      );
    if (fits !== "fits") return false;
    const isFound = isImportable(this.#definition, this.#facts, object.state);
    if (!isFound)
      this.#telling.say(
        "Not everything is listed",
        `${title} does not tell what an import of some objects needs: they are left out.`,
      );
    return isFound;
  }

  /** Those that fit. */
  take(objects: readonly ListedObject[], gaps: readonly Gap[]): readonly ListedItem[] {
    for (const gap of gaps) this.#telling.sayGap(gap);
    return objects
      .filter((one) => this.#isWanted(one))
      .map(({ state }) => ({ displayName: nameObject(this.#definition, state), state }));
  }
}

/**
 * Serves the list of one noun: what drift sees of the vendor's account, with the same gaps. The vendor's own objects, which
 * nobody manages with code, are not in it.
 */
export function serveAccessList(
  definition: NounDefinition,
  surroundings: Surroundings,
): ServedListResource<Connection, Settings> {
  return {
    definition: declareList(definition),
    handlers: {
      validate: ({ config, settings }) => findErrors(definition, config, findKnownFacts(settings, surroundings)),
      async *list(call) {
        const { vendor } = call.client;
        const errors = findErrors(definition, call.config, vendor.facts);
        if (errors.length > 0) throw new DiagnosticError(...errors);
        const reader = new ListReader(definition, call);
        for await (const { objects, gaps } of listObjects({ vendor, definition, context: contextOf(call) })) {
          yield reader.take(objects, gaps);
        }
      },
    },
  };
}
