import { getPart, listParts } from "../json-parts.ts";
import type { JsonObject } from "../source.ts";
import { listForeignObjects, sayObject } from "./foreign-objects.ts";
import { listForeignShown } from "./values.ts";

/** Sentences about what only looks like an object of the provider. */
export function listForeign(document: JsonObject): readonly string[] {
  const changes = [...listParts(document, "resource_changes"), ...listParts(document, "resource_drift")];
  const deferred = listParts(document, "deferred_changes").map((one) => getPart(one, "resource_change"));
  return [
    ...new Set([
      ...listForeignObjects([...changes, ...deferred].map(sayObject)),
      ...listForeignShown(getPart(document, "prior_state", "values")),
      ...listForeignShown(document["planned_values"]),
    ]),
  ];
}
