import { createChange, createPlan, type PlannedChange } from "./example-documents.ts";

/** A plan as Terraform prints it, beside whose objects something is said. */
export function planBeside(vendor: string, ...changes: readonly PlannedChange[]) {
  const anchor = createChange("anchor", ["no-op"], { noun: "service_account" });
  return createPlan([anchor, ...changes], [{ key: "access", vendor }]);
}
