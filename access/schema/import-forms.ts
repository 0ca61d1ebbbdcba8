import type { ResourceDefinition } from "./definition.ts";

/** The forms of an import ID, as the definition declares them. */
export function listDefaultImportForms({
  importForms,
  importId,
}: Pick<ResourceDefinition, "importForms" | "importId">): readonly string[] {
  return importForms ?? [importId.map((name) => `{${name}}`).join("/")];
}

/** The attribute that a segment of a form stands for; undefined for a literal one. */
export function readFormSegment(segment: string): string | undefined {
  return /^\{(.+)\}$/.exec(segment)?.[1];
}

/** The attributes of a form, in their order. */
export function listFormAttributes(form: string): readonly string[] {
  return form.split("/").flatMap((segment) => readFormSegment(segment) ?? []);
}
