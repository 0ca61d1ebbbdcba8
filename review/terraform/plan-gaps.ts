import { isOurProvider, nounOf } from "../addresses.ts";
import { getPart, getText, isObject, listEntries, listParts } from "../json-parts.ts";
import { type Remark, remarkEphemeral } from "../remarks.ts";
import type { JsonObject } from "../source.ts";
import { listDropped } from "./dropped.ts";
import { listHeads } from "./follow.ts";
import { listModulesOf, listReferences, writeAddress } from "./modules.ts";
import { isQuiet } from "./quiet.ts";
import { parseTraversal } from "./traversal.ts";

/** The newest minor of `format_version` 1 whose fields are listed here. */
const knownMinor = 2;

// https://github.com/hashicorp/terraform/blob/main/internal/command/jsonplan/plan.go and resource.go, up to 1.16.
const planFields: ReadonlySet<string> = new Set([
  "format_version",
  "terraform_version",
  "variables",
  "planned_values",
  "resource_drift",
  "resource_changes",
  "deferred_changes",
  "deferred_action_invocations",
  "output_changes",
  "action_invocations",
  "prior_state",
  "configuration",
  "relevant_attributes",
  "checks",
  "timestamp",
  "applyable",
  "complete",
  "errored",
]);

const objectFields: ReadonlySet<string> = new Set([
  "address",
  "previous_address",
  "module_address",
  "mode",
  "type",
  "name",
  "index",
  "index_unknown",
  "provider_name",
  "deposed",
  "change",
  "action_reason",
]);

const changeFields: ReadonlySet<string> = new Set([
  "actions",
  "before",
  "after",
  "after_unknown",
  "before_sensitive",
  "after_sensitive",
  "replace_paths",
  "importing",
  "generated_config",
  "before_identity",
  "after_identity",
]);

function isOurs(change: unknown): boolean {
  return isOurProvider(getText(change, "provider_name"));
}

function remarkUnfinished(address: string | null, sentence: string, isNew = false): Remark {
  return { kind: "unfinished", address, sentence, isNew };
}

/** What Terraform itself says that the plan leaves open. */
function listUnfinished(document: JsonObject): readonly Remark[] {
  const deferred = listParts(document, "deferred_changes")
    .map((one) => getPart(one, "resource_change"))
    .filter(isOurs)
    .map((change) => {
      const address = getText(change, "address");
      const sentence = `${address ?? "An object"}: Terraform decides about it in a later run.`;
      return remarkUnfinished(address, sentence, !isQuiet(getPart(change, "change")));
    });
  if (document["complete"] !== false || deferred.length > 0) return deferred;
  return [remarkUnfinished(null, "The plan is not complete: Terraform says so, for example with -target.")];
}

/** Actions of the provider that the plan invokes: what they do is in no plan. */
export function listInvoked(document: JsonObject): readonly Remark[] {
  const deferred = listParts(document, "deferred_action_invocations").map((one) => getPart(one, "action_invocation"));
  const invoked = [...listParts(document, "action_invocations"), ...deferred].filter(isOurs);
  return [...new Set(invoked.map((one) => getText(one, "address")))].map((address) => {
    const sentence = `${address ?? "An action"}: the plan invokes it, and does not say what it does.`;
    return { kind: "unread", address, sentence, isNew: true };
  });
}

function listForeign(given: unknown, known: ReadonlySet<string>): readonly string[] {
  return isObject(given) ? Object.keys(given).filter((name) => !known.has(name)) : [];
}

const mostNames = 5;

/** What a newer Terraform or OpenTofu has added. By the rules of the format, it may be left out. */
function listNewer(document: JsonObject): readonly Remark[] {
  const changes = listParts(document, "resource_changes").filter(isOurs);
  const names = new Set([
    ...listForeign(document, planFields),
    ...changes.flatMap((one) => listForeign(one, objectFields)),
    ...changes.flatMap((one) => listForeign(getPart(one, "change"), changeFields).map((name) => `change.${name}`)),
  ]);
  const version = getText(document, "format_version") ?? "";
  const isNewer = Number(version.split(".")[1]) > knownMinor;
  if (names.size === 0 && !isNewer) return [];
  const shown = [...names]
    .sort()
    .slice(0, mostNames)
    .map((name) => `\`${name}\``);
  const more = names.size > shown.length ? ` and ${names.size - shown.length} more` : "";
  const fields = shown.length === 0 ? "" : `; not looked at: ${shown.join(", ")}${more}`;
  const form = isNewer
    ? `format_version ${version}, and 1.${knownMinor} is known here`
    : "a newer form than is known here";
  return [{ kind: "newerFields", address: null, sentence: `The plan is of ${form}${fields}.` }];
}

const unseen =
  "each plan and each apply opens it. What it makes is in no plan: `--synth` tells it of a synthesized stack.";

/** Ephemeral objects are in no plan: only what refers to them is. */
function listEphemeral(document: JsonObject): readonly Remark[] {
  const configuration = document["configuration"];
  const found = new Map<string, Remark>();
  const add = (references: readonly string[], path: readonly string[]): void => {
    for (const head of listHeads(references)) {
      const [root, type, name] = parseTraversal(head) ?? [];
      if (root?.name !== "ephemeral" || nounOf(type?.name ?? null) === undefined) continue;
      const address = writeAddress({ path }, `ephemeral.${type?.name ?? ""}.${name?.name ?? ""}`);
      found.set(address, remarkEphemeral(address, unseen));
    }
  };
  for (const [, block] of listEntries(configuration, "provider_config")) {
    const modules = (getText(block, "module_address") ?? "").split(".").filter((_, at) => at % 2 === 1);
    add(listReferences(getPart(block, "expressions")), modules);
  }
  for (const { path, module } of listModulesOf(getPart(configuration, "root_module"))) {
    for (const resource of listParts(module, "resources")) {
      for (const [, expression] of listEntries(resource, "expressions")) add(listReferences(expression), path);
    }
    for (const [, output] of listEntries(module, "outputs")) add(listReferences(getPart(output, "expression")), path);
    for (const [, call] of listEntries(module, "module_calls")) add(listReferences(getPart(call, "expressions")), path);
  }
  return [...found.values()];
}

/** What a plan leaves open, and what of it is not known here. */
export function listPlanGaps(document: JsonObject): readonly Remark[] {
  return [...listUnfinished(document), ...listNewer(document), ...listEphemeral(document), ...listDropped(document)];
}
