import { createSender, type FilledAccount, hostileNames } from "../filled-account.ts";

interface WithId {
  readonly id: string;
}

interface Named extends WithId {
  readonly name: string;
}

/** It does not tell what a service key may do, so that none can be adopted. */
export const account: FilledAccount = {
  async fill(place) {
    const send = createSender(place, { authorization: `Bearer ${place.token}` });
    const make = async (path: string, body: unknown) => (await send<WithId>("POST", `/v2${path}`, body)).id;
    const organization = await make("/organizations", { name: "fisheries ${x} 🦀" });
    const other = await make("/organizations", { name: "weather" });
    const landings = await make("/spaces", { name: "landings", organization_id: organization, is_private: true });
    await make("/spaces", { name: "landings", organization_id: other, is_private: true });
    const quotas = await make("/projects", { name: "quotas", space_id: landings });
    const { roles } = await send<{ readonly roles: readonly (WithId & { readonly name: string })[] }>(
      "GET",
      "/v2/roles?is_predefined=true",
    );
    const viewer = roles.find(({ name }) => name === "Project Viewer")?.id ?? "";
    for (const [index, name] of ["ops", ...hostileNames].entries()) {
      const permissions = ["PROJECT_READ", "DATASET_READ"];
      const role = await make("/roles", { name, description: name, permissions });
      const person = await make("/users", {
        name,
        email: `crew-${index}@tern.example`,
        role: { type: "PREDEFINED", name: index % 2 === 0 ? "MEMBER" : "ANNOTATOR" },
        invite_mode: "EMAIL_LINK",
      });
      for (const [role_id, resource_type, resource_id] of [
        [role, "SPACE", landings],
        [viewer, "PROJECT", quotas],
      ])
        await make("/role-bindings", { role_id, user_id: person, resource_type, resource_id });
    }
    const key = await send<{ readonly bot_user: WithId }>("POST", "/v2/api-keys", {
      key_type: "SERVICE",
      name: "ingest ${x}\n// 🦀",
      organizations: [{ org_id: organization, spaces: [{ space_id: landings }] }],
    });
    const bot = { user_id: key.bot_user.id, role_id: viewer, resource_type: "PROJECT", resource_id: quotas };
    await make("/role-bindings", bot);
  },
  leftOut: [/^key "ingest/],
  byHand: {
    async write(place, said) {
      const send = createSender(place, { authorization: `Bearer ${place.token}` });
      const { spaces } = await send<{ readonly spaces: readonly Named[] }>("GET", "/v2/spaces");
      const { organizations } = await send<{ readonly organizations: readonly Named[] }>("GET", "/v2/organizations");
      const space = spaces.find(({ name }) => name === "landings");
      const organization = organizations.find(({ name }) => name.startsWith("fisheries"));
      const inside = `[{ space_id = "${space?.id}", role = { type = "PREDEFINED", name = "MEMBER" } }]`;
      const [, importId = ""] = /Its import ID is (\S+)\.$/m.exec(said) ?? [];
      return `
import {
  to = access_key.by_hand
  id = "${importId}"
}

resource "access_key" "by_hand" {
  name   = "ingest $\${x}\\n// 🦀"
  access = { organizations = [{ org_id = "${organization?.id}", spaces = ${inside} }] }
}
`;
    },
    code: "LK506",
    plans: "import update",
  },
  neverKnown: [/^Service keys may be missing/, /^What a service key may do is not known/],
  says: ['arize.permission("PROJECT_READ")', 'arize.role("Project Viewer")', "on: landings"],
};
