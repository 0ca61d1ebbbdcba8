import type { Example } from "../example.ts";

export const example: Example = {
  about:
    "The key of `ferry` has a level in an organization, a custom role in one space, and in another one a level that is not known.",
  resources: {
    access_role: { reader: { name: "reader", permissions: [{ action: "READ", resource: "PROJECT" }] } },
    access_key: {
      ferry: {
        name: "ferry",
        access: {
          account_role: "MEMBER",
          organizations: [
            {
              org_id: "o1",
              role: "READ_ONLY",
              spaces: [
                { space_id: "s1", role: { type: "CUSTOM", id: "${access_role.reader.id}" } },
                { space_id: "s2", role: { type: "PREDEFINED", name: "${var.level}" } },
              ],
            },
          ],
        },
      },
    },
  },
  subject: "access_key.ferry",
};
