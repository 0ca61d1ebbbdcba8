import { createSender, type FilledAccount, hostileNames } from "../filled-account.ts";

interface WithId {
  readonly id: string;
}

interface Page {
  readonly items: readonly (WithId & { readonly name: string })[];
}

export const account: FilledAccount = {
  async fill(place) {
    const send = createSender(place, { "X-Inkit-API-Token": place.token });
    const { items } = await send<Page>("GET", "/v1/role?page_size=100");
    const viewer = items.find(({ name }) => name === "Document Viewer")?.id ?? "";
    for (const name of ["ops", "ops", "Admin", ...hostileNames]) {
      const role = { name, description: `For ${name}`, permissions: ["folders.create", "roles.create"] };
      const { id } = await send<WithId>("POST", "/v1/role", role);
      const roles = [id, viewer];
      const made = await send<WithId>("POST", "/v1/service-account", { name, description: role.description, roles });
      if (name !== "a/b/c") await send("POST", `/v1/service-account/${made.id}/generate`);
    }
  },
  leftOut: [],
  says: [
    "new RolePerSystem(",
    "alsoHolds: [inkit.standardRoles.documentViewer]",
    'inkit.permission("folders.create")',
    ".addRole(inkit.standardRoles.documentViewer)",
  ],
};
