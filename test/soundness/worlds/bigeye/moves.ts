import { readText, type Request, type Site } from "../../support/site.ts";
import type { Identity, Move } from "../../support/world.ts";
import { type Company, listRows, toNamed } from "./company.ts";

/** All that an administrator could do to come to more. Nobody else could do any of it. */
export async function listMoves(site: Site, { workspaces, accounts }: Company): Promise<readonly Move[]> {
  const groups = listRows(await site.manage("GET", "/api/v1/groups"), "groups").map(toNamed);
  const roles = listRows(await site.manage("GET", "/api/v1/roles"), "roles").map(toNamed);
  const users = listRows(await site.manage("GET", "/api/v1/users"), "users").map(toNamed);
  const make = (says: string, request: Request, read: (json: unknown) => readonly Identity[] = () => []): Move => ({
    says,
    async attempt({ headers }) {
      const { status, json } = await site.ask(headers, request);
      return status < 300 ? read(json) : undefined;
    },
  });
  const everything = {
    name: "Made",
    baseRole: "ROLE_TYPE_MANAGE",
    rolePermissions: [{ domains: ["PERMISSION_DOMAIN_ALL"], actions: ["PERMISSION_ACTION_ALL"] }],
  };
  const joins = groups.flatMap(({ id: group }) =>
    users.map(({ id: user }) => {
      const body = { operation: "GROUP_USER_OPERATION_ADD", userIds: [user], groupIds: [group] };
      return make(`put ${user} into ${group}`, { method: "PUT", path: "/api/v1/groups/users", body });
    }),
  );
  const grants = groups.flatMap((group) =>
    workspaces.map((workspace) => {
      const role = roles.at(-1)?.id;
      const requests = [{ role: { id: role }, group: { id: group.id }, workspace: { id: workspace.id } }];
      const body = { operation: "ROLE_OPERATION_GRANT", requests };
      return make(`grant to ${group.id} in ${workspace.id}`, { method: "PUT", path: "/api/v1/groups/grants", body });
    }),
  );
  const mints = [undefined, ...accounts].map((owner) => {
    // Without an account it is a key of one's own.
    const body = { name: "taken", description: "", serviceAccountId: owner };
    return make(`mint ${owner ?? "one's own"}`, { method: "POST", path: "/api/v1/personal-api-keys", body }, (json) =>
      owner === undefined ? [] : [{ name: owner, headers: site.authenticate(readText(json, "apiKey")) }],
    );
  });
  return [
    ...mints,
    ...joins,
    ...grants,
    ...roles.map(({ id }) =>
      make(`edit ${id}`, { method: "PUT", path: `/api/v1/roles/${id}`, body: { request: everything } }),
    ),
    make("create a role", { method: "POST", path: "/api/v1/roles", body: everything }),
  ];
}
