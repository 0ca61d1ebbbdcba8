import { resources, verbs } from "#vendors/signoz/facts/data/catalog.ts";
import { pick, type Random, repeat } from "../../support/random.ts";

export interface Written {
  readonly action: string;
  readonly resource: string;
  readonly selectors: readonly string[];
}

/** What routes of the mock ask for, and something that none asks for. */
const kinds = [
  "role",
  "role",
  "serviceaccount",
  "serviceaccount",
  "factor-api-key",
  "auth-domain",
  "dashboard",
  "saved-view",
  "public-dashboard",
  "logs",
  "metrics",
  "traces",
  "rule",
];

const telemetry = ["*", "builder_query", "builder_query/signoz.workspace.key.id/blue", "promql", "clickhouse_sql/*"];

/** Names that selectors wait for, whether there is such a role or not. */
export const roleNames = ["ops", "night-watch", "harbor", "later"] as const;

function listSelectors(type: string, ids: readonly string[], random: Random): readonly string[] {
  if (random(3) === 0) return ["*"];
  if (type === "telemetryresource") return [pick(telemetry, random)];
  const names = type === "role" ? [...roleNames, "signoz-viewer", "signoz-admin"] : ids;
  return [...new Set(repeat(random(4), () => pick(names, random)))];
}

function writePermission(ids: readonly string[], random: Random): readonly Written[] {
  const resource = pick(kinds, random);
  const known = resources.find(({ kind }) => kind === resource);
  const legal = verbs.filter((verb) => verb !== "assignee" && known?.verbs.some((one) => one === verb) === true);
  const selectors = listSelectors(known?.type ?? "", ids, random);
  return [...new Set(repeat(1 + random(3), () => pick(legal, random)))].map((action) => ({
    action,
    resource,
    selectors,
  }));
}

/** Permissions of a role. Nothing repeats, because the server refuses that. */
export function writePermissions(ids: readonly string[], random: Random): readonly Written[] {
  const seen = new Set<string>();
  const written = repeat(2 + random(6), () => writePermission(ids, random)).flat();
  return written.flatMap(({ action, resource, selectors }) => {
    const fresh = selectors.filter((selector) => !seen.has(`${action} ${resource} ${selector}`));
    for (const selector of fresh) seen.add(`${action} ${resource} ${selector}`);
    return fresh.length === 0 && selectors.length > 0 ? [] : [{ action, resource, selectors: fresh }];
  });
}

export function toGroups(written: readonly Written[]) {
  return written.map(({ action, resource, selectors }) => ({
    relation: action,
    objectGroup: {
      resource: { type: resources.find(({ kind }) => kind === resource)?.type ?? "", kind: resource },
      selectors,
    },
  }));
}
