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

/** Permissions that let their holder come to more: those of one way, on some objects. */
export function writePowers(ids: readonly string[], random: Random, hasDomains = true): readonly Written[] {
  const some = (all: readonly string[]): readonly string[] => {
    return random(4) === 0 ? ["*"] : [...new Set(repeat(1 + random(2), () => pick(all, random)))];
  };
  const accounts = some(ids);
  const names = some([...roleNames, "fresh", "signoz-viewer", "signoz-editor"]);
  const allow = (resource: string, actions: readonly string[], selectors: readonly string[] = ["*"]) =>
    actions.map((action): Written => ({ action, resource, selectors }));
  const ways: readonly (readonly Written[])[] = [
    allow("factor-api-key", ["create"]),
    allow("serviceaccount", ["attach"], accounts),
    [...allow("factor-api-key", ["create"]), ...allow("serviceaccount", ["attach"], accounts)],
    [...allow("serviceaccount", ["attach"], accounts), ...allow("role", ["attach"], names)],
    allow("role", ["update"], names),
    [
      ...allow("role", ["create"]),
      ...allow("role", ["attach"], names),
      ...allow("serviceaccount", ["attach"], accounts),
    ],
    [
      ...allow("serviceaccount", ["create", "attach"]),
      ...allow("factor-api-key", ["create"]),
      ...allow("role", ["attach"], names),
    ],
  ];
  const domainWays: readonly (readonly Written[])[] = [
    [...allow("auth-domain", ["create", "attach"]), ...allow("role", ["attach"], names)],
    [...allow("auth-domain", ["update", "attach", "detach"]), ...allow("role", ["attach", "detach"], names)],
    [...allow("auth-domain", ["update", "attach", "detach"]), ...allow("role", ["attach", "detach"])],
  ];
  return pick(hasDomains ? [...ways, ...domainWays] : ways, random);
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

/** Everything that a role can have. */
export const everyPermission: readonly Written[] = resources.flatMap(({ kind, verbs: legal }) =>
  legal.filter((verb) => verb !== "assignee").map((action) => ({ action, resource: kind, selectors: ["*"] })),
);
