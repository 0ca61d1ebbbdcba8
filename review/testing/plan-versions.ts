import { readFileSync } from "node:fs";
import { join } from "node:path";

// What plans of other versions look like. Only the one of Terraform 1.11.4 was made by it (test/acceptance/review-plans.test.ts makes
// such a plan at each run); all others are synthetic: the same plan, with the fields that the sources of each version write.
// https://github.com/hashicorp/terraform/tree/main/internal/command/jsonplan, https://github.com/opentofu/opentofu/tree/main/internal/command/jsonplan

interface PlanChange {
  readonly actions: readonly string[];
  readonly importing?: object;
  readonly [field: string]: unknown;
}

interface PlannedObject {
  readonly address: string;
  readonly change: PlanChange;
  readonly [field: string]: unknown;
}

/** A plan, as far as versions differ in it. */
export interface PlanDocument {
  readonly format_version: string;
  readonly resource_changes: readonly PlannedObject[];
  readonly [field: string]: unknown;
}

export interface PlanVersion {
  readonly tool: "terraform" | "opentofu";
  /** The minor of version 1. */
  readonly minor: number;
  /** Whether it was made by that version. */
  readonly isReal: boolean;
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

export const planVersions: readonly PlanVersion[] = [
  ...range(5, 16).map((minor) => ({ tool: "terraform" as const, minor, isReal: minor === 11 })),
  ...range(8, 12).map((minor) => ({ tool: "opentofu" as const, minor, isReal: false })),
];

export function readRecordedPlan(): PlanDocument {
  const file = join(import.meta.dirname, "plans", "terraform-1.11.4.json");
  return JSON.parse(readFileSync(file, "utf8")) as PlanDocument;
}

/** The first minor of Terraform and of OpenTofu that writes something; null for one that never does. */
const since = {
  forget: { terraform: 7, opentofu: 7 },
  complete: { terraform: 8, opentofu: null },
  deferred: { terraform: 9, opentofu: null },
  indexUnknown: { terraform: 10, opentofu: null },
  identity: { terraform: 12, opentofu: 12 },
  invocations: { terraform: 14, opentofu: null },
} as const;

export type PlanFeature = keyof typeof since;

export function hasFeature({ tool, minor }: PlanVersion, feature: PlanFeature): boolean {
  const first = since[feature][tool];
  return first !== null && minor >= first;
}

const id = "0192f0c4-0000-7000-8000-0000000000aa";

/** Whose an object is: one of them belongs to the second provider block. */
function identify({ address }: PlannedObject): object {
  return address === "access_role.elsewhere"
    ? { vendor: "inkit", endpoint: "https://pdf.example.com/inkit", id }
    : { vendor: "signoz", endpoint: "https://access.example.com", id };
}

function writeObject(object: PlannedObject, version: PlanVersion): PlannedObject {
  const { change } = object;
  const { importing, ...rest } = change;
  const identity = identify(object);
  const actions = change.actions.includes("forget") && !hasFeature(version, "forget") ? ["delete"] : change.actions;
  const identities = hasFeature(version, "identity") ? { before_identity: identity, after_identity: identity } : {};
  // Whoever imports by identity gives no id.
  const imported =
    importing === undefined ? {} : { importing: hasFeature(version, "identity") ? { identity } : importing };
  return { ...object, change: { ...rest, actions, ...identities, ...imported } };
}

const provider_name = "registry.terraform.io/latchkey/access";

function writeDeferred(version: PlanVersion): object {
  const resource_change = {
    address: "access_service_account.later[*]",
    mode: "managed",
    type: "access_service_account",
    name: "later",
    ...(hasFeature(version, "indexUnknown") ? { index_unknown: true } : {}),
    provider_name,
    change: { actions: ["create"], before: null, after: { name: "later" }, after_unknown: { id: true } },
  };
  return { deferred_changes: [{ reason: "instance_count_unknown", resource_change }] };
}

function writeInvocations(): object {
  const invocation = {
    address: "action.access_key_rotate.ferry",
    type: "access_key_rotate",
    name: "ferry",
    provider_name,
  };
  return { action_invocations: [invocation] };
}

/** The recorded plan as a version writes it, with all that it can write. */
export function writePlanOf(version: PlanVersion, plan: PlanDocument = readRecordedPlan()): PlanDocument {
  const common = Object.entries(plan).filter(([name]) => name !== "applyable" && name !== "complete");
  return {
    ...Object.fromEntries(common),
    format_version: plan.format_version,
    terraform_version: `1.${version.minor}.0`,
    resource_changes: plan.resource_changes.map((one) => writeObject(one, version)),
    ...(hasFeature(version, "complete") ? { applyable: true, complete: !hasFeature(version, "deferred") } : {}),
    ...(hasFeature(version, "deferred") ? writeDeferred(version) : {}),
    ...(hasFeature(version, "invocations") ? writeInvocations() : {}),
  };
}
