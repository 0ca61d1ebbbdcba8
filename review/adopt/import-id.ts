import { listDefaultImportForms, listFormAttributes, readFormSegment } from "#access/schema/import-forms.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";

type State = { readonly [attribute: string]: unknown };

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

/** What imports an object. Undefined if its state does not have the parts of any form. */
export function writeImportId(definition: NounDefinition, facts: VendorFacts, state: State): string | undefined {
  const forms = facts.nouns[definition.type]?.importForms ?? listDefaultImportForms(definition);
  const possible = forms.filter((form) => listFormAttributes(form).every((name) => isText(state[name])));
  const form = possible.find((one) => fitsWords(one, definition, state)) ?? possible[0];
  return form === undefined ? undefined : fillForm(form, state);
}
