import type { ResourceDefinition } from "#access/schema/definition.ts";
import { toSnakeCase } from "#access/schema/names.ts";

type Parts = { readonly [name: string]: string };

/** The forms of an import ID, as the definition declares them. */
export function listDefaultImportForms({ importForms, importId }: ResourceDefinition): readonly string[] {
  return importForms ?? [importId.map((name) => `{${name}}`).join("/")];
}

function parse(form: string, id: string): Parts | undefined {
  const wanted = form.split("/");
  const given = id.split("/");
  if (wanted.length !== given.length) return undefined;
  const parts: [string, string][] = [];
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined ? value !== segment : value === "") return undefined;
    if (name !== undefined) parts.push([name, value]);
  }
  return Object.fromEntries(parts);
}

/** Parses the attributes from an import ID. Undefined if the ID matches no form. */
export function parseImportId(forms: readonly string[], id: string): Parts | undefined {
  for (const form of forms) {
    const parts = parse(form, id);
    if (parts !== undefined) return parts;
  }
  return undefined;
}

/** The forms as users read them: `SERVICE_ACCOUNT_ID/ID`, `account/ID`. */
export function describeImportForms(forms: readonly string[]): string {
  const shown = forms.map((form) => form.replace(/\{(.+?)\}/g, (_, name: string) => toSnakeCase(name).toUpperCase()));
  return shown.join(" or ");
}
