import { getPart, listParts } from "../json-parts.ts";
import { mergeRemarks, type Remark } from "../remarks.ts";
import type { JsonObject } from "../source.ts";
import { listForeignObjects, sayObject } from "./foreign-objects.ts";
import { listForeignShown } from "./values.ts";

/** What is said of what only looks like an object of the provider. */
export function listForeign(document: JsonObject): readonly Remark[] {
  const deferred = listParts(document, "deferred_changes").map((one) => getPart(one, "resource_change"));
  const changes = [...listParts(document, "resource_changes"), ...deferred].map(sayObject);
  // What others changed is not of the change.
  const drifted = listParts(document, "resource_drift").map((one) => ({ ...sayObject(one), isChanged: false }));
  return mergeRemarks([
    ...listForeignObjects([...changes, ...drifted]),
    ...listForeignShown(getPart(document, "prior_state", "values")),
    ...listForeignShown(document["planned_values"]),
  ]);
}
