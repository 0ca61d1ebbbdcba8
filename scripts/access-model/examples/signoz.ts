import type { Example } from "../example.ts";

export const example: Example = {
  about:
    "`ferry` holds exactly two roles. What `access_role.reader` grants is known; which role `var.extra` is, is not.",
  resources: {
    access_role: { reader: { name: "reader", permissions: [{ action: "read", resource: "dashboard" }] } },
    access_service_account: { ferry: { name: "ferry", role_ids: ["${access_role.reader.id}", "${var.extra}"] } },
  },
  subject: "ferry",
};
