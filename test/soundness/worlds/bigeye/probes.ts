import { pick, pickSome, type Random } from "../../support/random.ts";
import type { Probe } from "../../support/world.ts";
import type { Company } from "./company.ts";

const isAdmin: Probe["needs"] = () => [{ atom: { kind: "standing", standing: "Admin" }, scope: null }];

/** What only administrators may do: each is refused before it changes anything. */
function listAdminProbes({ groups, roles, accounts }: Company, random: Random): readonly Probe[] {
  const group = pick(groups, random).id;
  const role = pick(roles, random).id;
  const account = pick(accounts, random);
  const requests: readonly Probe["request"][] = [
    { method: "GET", path: "/api/v1/users" },
    { method: "GET", path: `/api/v1/users/${account}` },
    { method: "PUT", path: `/api/v1/users/${account}`, body: { name: "" } },
    { method: "POST", path: "/api/v1/users/service-account", body: { name: "" } },
    { method: "POST", path: "/api/v1/users/bulk-delete", body: { userIds: [] } },
    { method: "GET", path: "/api/v1/groups" },
    { method: "POST", path: "/api/v1/groups", body: { name: "" } },
    { method: "PUT", path: `/api/v1/groups/${group}`, body: { name: "" } },
    { method: "PUT", path: "/api/v1/groups/users", body: {} },
    { method: "PUT", path: "/api/v1/groups/grants", body: {} },
    { method: "GET", path: `/api/v1/roles/${role}` },
    { method: "POST", path: "/api/v1/roles", body: { name: "" } },
    { method: "PUT", path: `/api/v1/roles/${role}`, body: { request: { name: "" } } },
    { method: "GET", path: "/api/v1/personal-api-key/service-accounts" },
    { method: "POST", path: "/api/v1/workspaces", body: { name: "" } },
  ];
  return requests.map((request) => ({
    says: `administration of ${request.method} ${request.path}`,
    needs: isAdmin,
    request,
  }));
}

function listWorkspaceProbes({ workspaces }: Company): readonly Probe[] {
  const path = "/api/v1/collections";
  return workspaces.flatMap(({ id }) => {
    const tries = [
      { action: "READ", request: { method: "GET", path: `${path}?workspaceId=${id}` } },
      { action: "WRITE", request: { method: "POST", path: `${path}?workspaceId=${id}`, body: { name: "" } } },
    ] as const;
    return tries.map(({ action, request }): Probe => ({
      says: `${action} of collections in workspace ${id}`,
      needs: (terms) => [
        { atom: { kind: "act", action, resource: "COLLECTION", selector: "*" }, scope: terms.scope("workspace", id) },
      ],
      request,
    }));
  });
}

/** Some of what only administrators may do, and everything in workspaces. */
export function listProbes(company: Company, random: Random): readonly Probe[] {
  return [...pickSome(listAdminProbes(company, random), random), ...listWorkspaceProbes(company)];
}
