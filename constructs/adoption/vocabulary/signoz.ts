import { resources } from "#vendors/signoz/facts/data/catalog.ts";
import { callMethod, type Code, useExport, writeText } from "../code.ts";
import type { Scribe, SpelledPermission, VendorWords } from "../writing.ts";

const signoz = useExport("signoz");

function referToRole(name: string): Code {
  return callMethod(signoz, "role", [writeText(name)]);
}

/** Of a kind whose objects code can name: each of them by its selector. */
const targets: { readonly [kind: string]: (selector: string, scribe: Scribe) => Code | undefined } = {
  serviceaccount: (id, scribe) => scribe.find("service_account", id),
  role: (name, scribe) =>
    scribe.findNamed("role", name) ?? (scribe.isVendorsOwn("role", name) ? referToRole(name) : undefined),
};

function listTargets({ resource, selectors = [] }: SpelledPermission, scribe: Scribe): readonly Code[] | undefined {
  const find = targets[resource];
  const found = selectors.map((selector) => find?.(selector, scribe)).filter((one) => one !== undefined);
  return found.length === selectors.length ? found : undefined;
}

/** Verbs that are checked on a whole kind, so that a selector does not compile. */
const wholeKindVerbs: ReadonlySet<string> = new Set(["create", "list"]);

export const words: VendorWords = {
  role: referToRole,
  permission(permission, scribe) {
    const { action, resource, selectors } = permission;
    const kind = resources.find((one) => one.kind === resource);
    if (kind?.verbs.some((verb) => verb === action) !== true) return undefined;
    if (selectors === undefined) return callMethod(signoz, action, [writeText(resource)]);
    if (selectors.length === 0 || wholeKindVerbs.has(action)) return undefined;
    const objects = listTargets(permission, scribe);
    if (objects !== undefined) return callMethod(signoz, action, objects);
    const only: Code = { kind: "list", elements: selectors.map(writeText) };
    return callMethod(signoz, action, [writeText(resource), { kind: "record", entries: [["only", only]] }]);
  },
};
