import { pick, type Random } from "../../support/random.ts";
import type { Request } from "../../support/site.ts";
import type { Asked, Probe, Terms } from "../../support/world.ts";
import { nowhere, type Organization } from "./organization.ts";

type Act = readonly [action: string, resource: string, selector: string];

function toAsked([action, resource, selector]: Act, terms: Terms): Asked {
  return { atom: { kind: "act", action, resource, selector: terms.selector(selector) }, scope: null };
}

function takeActs(request: Request, ...acts: readonly Act[]): Probe {
  const words = acts.map((act) => act.join(" ")).join(", ");
  return {
    says: `${acts.map(([action, resource]) => `${action} ${resource}`).join(", ")} of ${words} by ${request.method} ${request.path}`,
    needs: (terms) => acts.map((act) => toAsked(act, terms)),
    request,
  };
}

function takeStanding(standing: string, request: Request): Probe {
  const atom = { kind: "standing", standing } as const;
  return { says: `${standing} of ${request.method} ${request.path}`, needs: () => [{ atom, scope: null }], request };
}

/** A body that is not JSON is refused after the permissions were checked. */
const broken = "nonsense";

function listRoleProbes({ roles, custom }: Organization, random: Random): readonly Probe[] {
  const path = "/api/v1/roles";
  const { id, name } = pick(custom, random);
  const managed = roles.find((role) => role.name === "signoz-viewer");
  return [
    takeActs({ method: "GET", path }, ["list", "role", "*"]),
    takeActs({ method: "POST", path, body: broken }, ["create", "role", "*"]),
    takeActs({ method: "GET", path: `${path}/${id}` }, ["read", "role", name]),
    takeActs({ method: "PUT", path: `${path}/${id}`, body: broken }, ["update", "role", name]),
    // Managed roles are refused after the permission was checked.
    takeActs({ method: "DELETE", path: `${path}/${managed?.id}` }, ["delete", "role", "signoz-viewer"]),
  ];
}

function listAccountProbes(organization: Organization, random: Random): readonly Probe[] {
  const { accounts, deleted, roles } = organization;
  const path = "/api/v1/service_accounts";
  const { id } = pick(accounts, random);
  const role = pick(roles, random);
  const pair = { serviceAccountId: deleted, roleId: role.id };
  return [
    takeActs({ method: "GET", path }, ["list", "serviceaccount", "*"]),
    takeActs({ method: "POST", path, body: broken }, ["create", "serviceaccount", "*"]),
    takeActs({ method: "GET", path: `${path}/${id}` }, ["read", "serviceaccount", id]),
    takeActs({ method: "PUT", path: `${path}/${id}`, body: broken }, ["update", "serviceaccount", id]),
    takeActs({ method: "DELETE", path: `${path}/${nowhere}` }, ["delete", "serviceaccount", nowhere]),
    takeActs({ method: "GET", path: `${path}/${id}/keys` }, ["list", "factor-api-key", "*"]),
    takeActs(
      { method: "POST", path: `${path}/${id}/keys`, body: broken },
      ["create", "factor-api-key", "*"],
      ["attach", "serviceaccount", id],
    ),
    takeActs({ method: "PUT", path: `${path}/${id}/keys/${nowhere}`, body: broken }, [
      "update",
      "factor-api-key",
      nowhere,
    ]),
    takeActs(
      { method: "DELETE", path: `${path}/${id}/keys/${nowhere}` },
      ["delete", "factor-api-key", nowhere],
      ["detach", "serviceaccount", id],
    ),
    // A deleted account is refused after the permissions were checked.
    takeActs(
      { method: "POST", path: "/api/v1/service_account_roles", body: pair },
      ["attach", "serviceaccount", deleted],
      ["attach", "role", role.name],
    ),
  ];
}

function listObjectProbes({ dashboard, view }: Organization): readonly Probe[] {
  const dashboards = "/api/v2/dashboards";
  const views = "/api/v2/saved_views";
  return [
    takeActs({ method: "GET", path: dashboards }, ["list", "dashboard", "*"]),
    takeActs({ method: "POST", path: dashboards, body: broken }, ["create", "dashboard", "*"]),
    takeActs({ method: "GET", path: `${dashboards}/${dashboard}` }, ["read", "dashboard", dashboard]),
    takeActs({ method: "PUT", path: `${dashboards}/${dashboard}/lock` }, ["update", "dashboard", dashboard]),
    takeActs({ method: "DELETE", path: `${dashboards}/${nowhere}` }, ["delete", "dashboard", nowhere]),
    takeActs({ method: "GET", path: views }, ["list", "saved-view", "*"]),
    takeActs({ method: "GET", path: `${views}/${view}` }, ["read", "saved-view", view]),
    takeActs(
      { method: "POST", path: `/api/v1/dashboards/${dashboard}/public`, body: broken },
      ["create", "public-dashboard", "*"],
      ["update", "dashboard", dashboard],
    ),
    takeStanding("signoz-viewer", { method: "GET", path: "/api/v1/dashboards" }),
    takeStanding("signoz-editor", { method: "POST", path: "/api/v1/dashboards", body: broken }),
    takeStanding("signoz-admin", { method: "GET", path: "/api/v2/users" }),
  ];
}

function query(...queries: readonly unknown[]): Request {
  return { method: "POST", path: "/api/v5/query_range", body: { compositeQuery: { queries } } };
}

function build(signal: string, expression = "") {
  return { type: "builder_query", spec: { name: "A", signal, filter: { expression } } };
}

function listTelemetryProbes(): readonly Probe[] {
  const blue = "builder_query/signoz.workspace.key.id/blue";
  const sql = "clickhouse_sql/*";
  return [
    takeActs(query(build("logs")), ["read", "logs", "builder_query/*"]),
    takeActs(query(build("logs", "signoz.workspace.key.id = 'blue'")), ["read", "logs", blue]),
    takeActs(
      query(build("traces"), { type: "promql", spec: {} }),
      ["read", "traces", "builder_query/*"],
      ["read", "metrics", "promql/*"],
    ),
    takeActs(
      query({ type: "clickhouse_sql", spec: {} }),
      ["read", "logs", sql],
      ["read", "traces", sql],
      ["read", "metrics", sql],
      ["read", "meter-metrics", sql],
    ),
  ];
}

/** The roles that a mapping could give. */
export function listMapped({ mapping }: Organization): readonly string[] {
  if (mapping === null) return ["signoz-viewer"];
  const { defaultRole, groupMappings, useRoleAttribute } = mapping;
  if (useRoleAttribute) return ["*"];
  const names = [...Object.values(groupMappings), defaultRole === "" ? "signoz-viewer" : defaultRole];
  return [...new Set(names.map((name) => (name === "editor" ? "signoz-editor" : name)))];
}

function listDomainProbes(organization: Organization): readonly Probe[] {
  const path = "/api/v2/auth_domains";
  const { domain } = organization;
  const kind = "auth-domain";
  const attach = listMapped(organization).map((name): Act => ["attach", "role", name]);
  const detach = listMapped(organization).map((name): Act => ["detach", "role", name]);
  // A config that cannot be read is refused after the permissions were checked.
  const sent = { enabled: true, roleMapping: organization.mapping, config: "none" };
  return [
    takeActs({ method: "GET", path }, ["list", kind, "*"]),
    takeActs({ method: "GET", path: `${path}/${domain}` }, ["read", kind, domain]),
    takeActs({ method: "DELETE", path: `${path}/${nowhere}` }, ["delete", kind, nowhere]),
    takeActs(
      { method: "PUT", path: `${path}/${domain}`, body: sent },
      ["update", kind, domain],
      ["attach", kind, domain],
      ["detach", kind, domain],
      ...attach,
      ...detach,
    ),
  ];
}

export function listProbes(organization: Organization, random: Random): readonly Probe[] {
  return [
    ...listRoleProbes(organization, random),
    ...listAccountProbes(organization, random),
    ...listObjectProbes(organization),
    ...listTelemetryProbes(),
    ...listDomainProbes(organization),
  ];
}
