import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { listDefaultImportForms, listFormAttributes, readFormSegment } from "#access/schema/import-forms.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";

type State = Instance["state"];

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** Whether the words of a form say what the object refers to: `account/{id}` is for what has a `serviceAccountId`. */
function fitsWords(form: string, { attributes }: NounDefinition, state: State): boolean {
  const words = form.split("/").filter((segment) => readFormSegment(segment) === undefined);
  const given = Object.keys(attributes).filter((name) => {
    return attributes[name]?.facts.refersTo !== undefined && isText(state[name]);
  });
  return words.every((word) => given.some((name) => name.toLowerCase().includes(word)));
}

function fillForm(form: string, state: State): string {
  const id = form.split("/").map((segment) => {
    const name = readFormSegment(segment);
    return name === undefined ? segment : String(state[name]);
  });
  // A vendor's id may begin with what stands before it in the form.
  return id.join("/").replace(/^([^/]+\/)\1/, "$1");
}

/** What `terraform import` takes for an object. Null if its state does not tell all of it. */
export function writeImportId({ type, account, state }: Pick<Instance, "type" | "account" | "state">): string | null {
  const definition = nounDefinitions.find((one) => one.type === type);
  if (definition === undefined) return null;
  const vendor = Object.hasOwn(vendorFacts, account.vendor) ? vendorFacts[account.vendor] : undefined;
  const forms = vendor?.nouns[type]?.importForms ?? listDefaultImportForms(definition);
  const possible = forms.filter((form) => listFormAttributes(form).every((name) => isText(state[name])));
  const form = possible.find((one) => fitsWords(one, definition, state)) ?? possible[0];
  return form === undefined ? null : fillForm(form, state);
}
