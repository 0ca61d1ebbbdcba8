import type { Instance } from "#access/model/statements/instance.ts";
import { listDefaultImportForms, listFormAttributes } from "#access/schema/import-forms.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { findNoun } from "./compare-attributes.ts";

const placeholder = /\{(\w+)\}/g;

/** Whether the word that begins a form, such as `account/{id}`, is of an attribute that the object has. */
function isMeant(form: string, state: Instance["state"]): boolean {
  const [, word] = /^([a-z]+)\//.exec(form) ?? [];
  if (word === undefined) return false;
  return Object.entries(state).some(([name, value]) => typeof value === "string" && name.toLowerCase().includes(word));
}

/** What `terraform import` takes for an object. Null if its state does not tell all of it. */
export function writeImportId({ type, account, state }: Pick<Instance, "type" | "account" | "state">): string | null {
  const definition = nounDefinitions.find((one) => one.type === type);
  if (definition === undefined) return null;
  const forms = findNoun({ type, account }).facts.importForms ?? listDefaultImportForms(definition);
  const possible = forms.filter((form) => listFormAttributes(form).every((name) => typeof state[name] === "string"));
  // An id with a slash would be taken for two parts.
  const plain = possible.filter((form) => listFormAttributes(form).every((name) => !String(state[name]).includes("/")));
  const chosen = plain.length === 0 ? possible : plain;
  const form = chosen.find((one) => isMeant(one, state)) ?? chosen[0];
  return form?.replaceAll(placeholder, (_, name: string) => String(state[name])) ?? null;
}
