import { listFormAttributes } from "#access/schema/import-forms.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { DiagnosticError } from "./diagnostic.ts";
import { listPartFaults, type PartRules, type Parts } from "./import-id.ts";
import type { AnyRecord } from "./plan.ts";

function refuseIdentity(detail: string): DiagnosticError {
  return new DiagnosticError({ severity: "error", summary: "Invalid import identity", detail });
}

function describeNames(names: readonly string[]): string {
  return names.map((name) => `\`${toSnakeCase(name)}\``).join(" and ");
}

function listTexts(identity: AnyRecord): ReadonlyMap<string, string> {
  const texts = Object.entries(identity).flatMap(([name, value]) => {
    return typeof value === "string" && value !== "" ? [[name, value] as const] : [];
  });
  return new Map(texts);
}

/** The parts of an import ID that an identity has: those of the longest form of which it has everything. @throws DiagnosticError */
export function pickImportParts(identity: AnyRecord, forms: readonly string[], rules: PartRules): Parts {
  const texts = listTexts(identity);
  const wanted = forms.map(listFormAttributes).toSorted((a, b) => b.length - a.length);
  const names = wanted.find((form) => form.every((name) => texts.has(name)));
  if (names === undefined) {
    const ways = [...new Set(wanted.map(describeNames))].join(", or ");
    throw refuseIdentity(`The identity needs ${ways}.`);
  }
  const parts = Object.fromEntries(names.map((name) => [name, texts.get(name) ?? ""]));
  const [fault] = listPartFaults(parts, rules);
  if (fault !== undefined) throw refuseIdentity(`\`${toSnakeCase(fault.name)}\` is "${fault.text}"; ${fault.fault}.`);
  return parts;
}

/**
 * Checks that what was found is what the whole identity means, and not only the parts that found it. A part that the
 * vendor tells only when it creates the object cannot be checked.
 * @throws DiagnosticError
 */
export function checkImported(identity: AnyRecord, imported: AnyRecord): void {
  for (const [name, text] of listTexts(identity)) {
    const found = imported[name];
    if (typeof found !== "string" || found === text) continue;
    throw refuseIdentity(`There is such an object, but its \`${toSnakeCase(name)}\` is "${found}", and not "${text}".`);
  }
}
