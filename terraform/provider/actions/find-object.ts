import { AccessError } from "#access/model/errors.ts";
import type { NounAction } from "#access/model/nouns/actions.ts";
import { describeStoredObject, spellNoun } from "#access/model/nouns/object-name.ts";
import { listDefaultImportForms, listFormAttributes } from "#access/schema/import-forms.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { listTexts } from "#vendors/shared/list-texts.ts";
import { listObjects } from "#vendors/shared/lists/list-objects.ts";
import { checkImported, pickImportParts } from "../../plugin/engine/import-identity.ts";
import type { AnyRecord } from "../../plugin/engine/plan.ts";
import type { Call } from "../../plugin/engine/provider.ts";
import type { Connection } from "../connection.ts";
import { contextOf } from "../context.ts";
import { readObject, type Resource } from "./object.ts";

interface Search {
  readonly action: NounAction;
  readonly resource: Resource;
  /** By attribute: what the user says of the one that is meant. */
  readonly given: { readonly [name: string]: string };
}

/** What the user says of the one that is meant. */
export function readGiven({ finders }: NounAction, config: AnyRecord): Search["given"] {
  const texts = finders.flatMap((name) => {
    const value = config[name];
    return typeof value === "string" && value !== "" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(texts);
}

function describeGiven({ given }: Search): string {
  return listTexts(Object.entries(given).map(([name, value]) => `\`${toSnakeCase(name)}\` "${quoteLine(value, 200)}"`));
}

function refuseMissing(search: Search, found: string): AccessError {
  const noun = spellNoun(search.action.noun.type);
  const advice =
    "Check what is given, and that the provider block points to the right account. If it was done before, nothing is left to do.";
  return new AccessError("not_found", `${found} ${noun} with ${describeGiven(search)}. Nothing was done.`, { advice });
}

/** What is enough to read it, at this vendor. */
function listForms({ resource }: Search, client: Connection): readonly string[] {
  return resource.handlers.importForms?.(client) ?? listDefaultImportForms(resource.definition);
}

async function readGivenObject(search: Search, call: Call<Connection>): Promise<AnyRecord> {
  const { resource, given } = search;
  const { client } = call;
  const parts = pickImportParts(given, listForms(search, client), resource.handlers.importRules?.(client) ?? {});
  const state = await readObject(resource, parts, call);
  if (state === undefined) throw refuseMissing(search, "There is no");
  checkImported(given, state);
  return state;
}

function refuseSeveral({ action }: Search, found: readonly AnyRecord[]): AccessError {
  const names = found.slice(0, 10).map((state) => describeStoredObject(action.noun, state));
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : "";
  const message = `Several fit what is given: ${names.join("; ")}${more}. Nothing was done.`;
  return new AccessError("invalid_value", message, { path: ["id"], advice: "Say which one by its `id`." });
}

/** Looks through the list. What the vendor does not tell all of may have another one that fits. */
async function searchObject(search: Search, call: Call<Connection>): Promise<AnyRecord> {
  const { vendor } = call.client;
  const { given, action } = search;
  const found: AnyRecord[] = [];
  const blind: string[] = [];
  for await (const { objects, gaps } of listObjects({ vendor, definition: action.noun, context: contextOf(call) })) {
    blind.push(...gaps.filter(({ of }) => of === "objects").map(({ says }) => says));
    const fitting = objects.filter(({ state }) =>
      Object.entries(given).every(([name, value]) => state[name] === value),
    );
    found.push(...fitting.map(({ state }) => state));
  }
  const [first, ...others] = found;
  if (others.length > 0) throw refuseSeveral(search, found);
  if (first === undefined)
    throw refuseMissing(search, blind.length === 0 ? "There is no" : `${blind.join(" ")} Seen is no`);
  if (given["id"] !== undefined || blind.length === 0) return first;
  const message = `Whether only ${describeStoredObject(action.noun, first)} fits is not known. ${blind.join(" ")} Nothing was done.`;
  throw new AccessError("invalid_value", message, { advice: `If it is the one that is meant, give its \`id\`.` });
}

/**
 * Finds the one that the user means, as a read after an import returns it: that it is the vendor's, and that all that is
 * given is true of it, is seen.
 * @throws AccessError or DiagnosticError that says that nothing was done
 */
export async function findObject(search: Search, call: Call<Connection>): Promise<AnyRecord> {
  const isEnough = listForms(search, call.client).some((form) =>
    listFormAttributes(form).every((name) => search.given[name] !== undefined),
  );
  return isEnough ? readGivenObject(search, call) : searchObject(search, call);
}
