import { readFormSegment } from "#access/schema/import-forms.ts";
import { toSnakeCase } from "#access/schema/names.ts";

/** Of an import ID, by attribute. */
export type Parts = { readonly [name: string]: string };

/** What is known of the parts: completes "`name` is "text"; ", or returns undefined if the attribute can have this value. */
export type PartRules = { readonly [name: string]: (text: string) => string | undefined };

export interface PartFault {
  readonly name: string;
  readonly text: string;
  readonly fault: string;
}

/** Lists each way to cut an ID into so many pieces: the vendor's ids may themselves contain slashes. */
function listCuts(segments: readonly string[], count: number): readonly (readonly string[])[] {
  if (count === 1) return segments.length === 0 ? [] : [[segments.join("/")]];
  return segments.flatMap((_, index) =>
    listCuts(segments.slice(index + 1), count - 1).map((rest) => [segments.slice(0, index + 1).join("/"), ...rest]),
  );
}

function readCut(wanted: readonly string[], given: readonly string[]): Parts | undefined {
  const parts: [string, string][] = [];
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    const name = readFormSegment(segment);
    if (name === undefined ? value !== segment : value === "") return undefined;
    if (name !== undefined) parts.push([name, value]);
  }
  return Object.fromEntries(parts);
}

// Longer IDs have no real parts with so many slashes, and the cuts would be too many.
const mostSegments = 64;

function listReadings(form: string, id: string): readonly Parts[] {
  const wanted = form.split("/");
  const given = id.split("/");
  if (given.length > mostSegments) return [];
  return listCuts(given, wanted.length)
    .map((cut) => readCut(wanted, cut))
    .filter((parts) => parts !== undefined);
}

/** Lists the parts that their attributes cannot have. */
export function listPartFaults(parts: Parts, rules: PartRules): readonly PartFault[] {
  return Object.entries(parts).flatMap(([name, text]) => {
    const fault = rules[name]?.(text);
    return fault === undefined ? [] : [{ name, text, fault }];
  });
}

/** Only a part whose values are known by their form may contain a slash. */
function isReading(parts: Parts, rules: PartRules): boolean {
  const isPlain = Object.entries(parts).every(([name, text]) => rules[name] !== undefined || !text.includes("/"));
  return isPlain && listPartFaults(parts, rules).length === 0;
}

/**
 * Parses the attributes from an import ID. A vendor's ids may contain slashes, so of all ways to cut the ID by one of the
 * forms, the first is taken whose parts can be values of their attributes. If there is none, the parts have faults.
 * Undefined if the ID matches no form.
 */
export function parseImportId(forms: readonly string[], id: string, rules: PartRules = {}): Parts | undefined {
  const readings = forms.flatMap((form) => listReadings(form, id));
  const count = id.split("/").length;
  const plain = forms.filter((form) => form.split("/").length === count).flatMap((form) => listReadings(form, id));
  return readings.find((parts) => isReading(parts, rules)) ?? plain[0];
}

/** The forms as users read them: `SERVICE_ACCOUNT_ID/ID`, `account/ID`. */
export function describeImportForms(forms: readonly string[]): string {
  const shown = forms.map((form) => form.replace(/\{(.+?)\}/g, (_, name: string) => toSnakeCase(name).toUpperCase()));
  return shown.join(" or ");
}
