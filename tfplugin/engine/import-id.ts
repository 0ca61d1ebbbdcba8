import type { ResourceDefinition } from "../../schema/definition.ts";
import { snakeCase } from "../../schema/names.ts";

type Parts = { readonly [name: string]: string };

function formsOf({ importForms, importId }: ResourceDefinition): readonly string[] {
  return importForms ?? [importId.map((name) => `{${name}}`).join("/")];
}

function parse(form: string, id: string): Parts | undefined {
  const [wanted, given] = [form.split("/"), id.split("/")];
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

/** The attributes that an import id holds; undefined where it has none of the definition's forms. */
export function parseImportId(definition: ResourceDefinition, id: string): Parts | undefined {
  for (const form of formsOf(definition)) {
    const parts = parse(form, id);
    if (parts !== undefined) return parts;
  }
  return undefined;
}

/** The forms as users read them: `SERVICE_ACCOUNT_ID/ID`, `account/ID`. */
export function describeImportForms(definition: ResourceDefinition): string {
  const shown = formsOf(definition).map((form) =>
    form.replace(/\{(.+?)\}/g, (_, name: string) => snakeCase(name).toUpperCase()),
  );
  return shown.join(" or ");
}
