import { createSender, type FilledAccount, hostileNames } from "../filled-account.ts";

interface WithId {
  readonly id: number | string;
}

interface Named extends WithId {
  readonly name: string;
}

export const account: FilledAccount = {
  async fill(place) {
    const send = createSender(place, { authorization: `apikey ${place.token}` });
    const { roles } = await send<{ readonly roles: readonly Named[] }>("GET", "/api/v1/roles");
    const view = roles.find(({ name }) => name === "View")?.id;
    const createWorkspace = async (name: string) => (await send<WithId>("POST", "/api/v1/workspaces", { name })).id;
    const harbor = await createWorkspace("Harbor ${x} 🦀");
    const rolePermissions = [
      {
        domains: ["PERMISSION_DOMAIN_TABLE", "PERMISSION_DOMAIN_ALL"],
        actions: ["PERMISSION_ACTION_READ", "PERMISSION_ACTION_EXECUTE"],
      },
    ];
    for (const [index, name] of ["ops", ...hostileNames].entries()) {
      const role = await send<WithId>("POST", "/api/v1/roles", { name, description: name, rolePermissions });
      const idpGroups = index === 0 ? ["engineers ${x}"] : [];
      const created = await send<WithId>("POST", "/api/v1/groups", { name, idpGroups });
      const grants = [
        { role, group: { id: created.id }, workspace: { id: harbor } },
        { role: { id: view }, group: { id: created.id }, workspace: { id: harbor } },
      ];
      const requests = grants.map((one) => ({ ...one, role: { id: one.role.id } }));
      await send("PUT", "/api/v1/groups/grants", { operation: "ROLE_OPERATION_GRANT", requests });
      for (const twin of ["first", "second"]) {
        const body = { name, groupIds: twin === "first" ? [created.id] : [] };
        const { user } = await send<{ readonly user: WithId }>("POST", "/api/v1/users/service-account", body);
        const key = { name: twin === "first" ? name : "main", description: name, serviceAccountId: user.id };
        await send("POST", "/api/v1/personal-api-keys", key);
      }
    }
    await send("POST", "/api/v1/users", { name: 'Ann "🦀" ${x}', email: "ann@tern.example", groupIds: [] });
  },
  leftOut: [],
  says: ['bigeye.read("TABLE")', ".add(ops)", "on: harbor"],
};
