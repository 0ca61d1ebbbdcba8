import type { Example } from "../example.ts";

export const example: Example = {
  about: "`ferry` is in a group that holds a role on a workspace. The id of a second workspace is not known.",
  resources: {
    access_role: { runner: { name: "runner", permissions: [{ action: "EXECUTE", resource: "SCAN_JOB" }] } },
    access_group: { crew: { name: "crew" } },
    access_service_account: { ferry: { name: "ferry", group_ids: ["${access_group.crew.id}"] } },
    access_role_binding: {
      north: {
        role_id: "${access_role.runner.id}",
        group_id: "${access_group.crew.id}",
        scope: { type: "workspace", id: "7" },
      },
      south: {
        role_id: "${access_role.runner.id}",
        group_id: "${access_group.crew.id}",
        scope: { type: "workspace", id: "${var.workspace}" },
      },
    },
  },
  subject: "ferry",
};
