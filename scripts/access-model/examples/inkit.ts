import type { Example } from "../example.ts";

export const example: Example = {
  about: "`ferry` holds exactly one role, and the name of the permission's resource is not known.",
  resources: {
    access_role: {
      maker: {
        name: "maker",
        permissions: [
          { action: "create", resource: "folders" },
          { action: "retrieve", resource: "${var.resource}" },
        ],
      },
    },
    access_service_account: { ferry: { name: "ferry", role_ids: ["${access_role.maker.id}"] } },
  },
  subject: "ferry",
};
