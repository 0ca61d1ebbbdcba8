import { z } from "zod";
import { page } from "#vendors/inkit/wire/common.ts";
import { user } from "#vendors/inkit/wire/member.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import type { Instance } from "./instance.ts";
import { userJson } from "./json.ts";
import { getUser } from "./lookups.ts";
import { pageJson, takePage } from "./paging.ts";
import { checkSeedId, findSeedRoleIds, seedId, seedRoleNames } from "./seed.ts";

const row = z
  .object({
    id: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    isActive: z.boolean(),
    roleIds: z.array(z.string()).readonly(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = {
  users: defineTable({ name: "inkit/users", row, indexes: { email: ({ email }) => email } }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const seedUser = z.strictObject({
  id: seedId,
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  roles: seedRoleNames.optional(),
  is_active: z.boolean().optional(),
});

async function plantUser(instance: Instance, wanted: z.output<typeof seedUser>, place: SeedPlace): Promise<void> {
  const { id = instance.newId("user"), email, roles = [], is_active: isActive = true } = wanted;
  await checkSeedId(instance.users, place, wanted.id);
  if ((await instance.users.find("email", email)).length > 0) {
    throw place.at("email").error(`there is a user ${email} already`);
  }
  const at = instance.timestamp();
  await instance.users.put({
    id,
    firstName: wanted.first_name,
    lastName: wanted.last_name,
    email,
    isActive,
    roleIds: await findSeedRoleIds(instance, roles, place),
    createdAt: at,
    updatedAt: at,
  });
}

const path = "/v1/user";

/** People can only be read: the console invites them and gives them roles. */
export const noun = defineMockNoun({
  tables,
  routes: [
    endpoint({
      method: "GET",
      path,
      operationId: "ListUsers",
      anyOf: ["users.retrieve"],
      replies: { 200: page(user) },
      errors: { 422: ["validation_failed"] },
      async handle(instance, { query }) {
        const listed = takePage(await instance.users.list(), query, { key: "email", of: ({ email }) => email });
        return found(await pageJson(listed, (row) => userJson(instance, row)));
      },
    }),
    endpoint({
      method: "GET",
      path: `${path}/{id}`,
      operationId: "GetUser",
      anyOf: ["users.retrieve"],
      replies: { 200: user },
      errors: { 404: ["user_not_found"] },
      handle: async (instance, { id }) => found(await userJson(instance, await getUser(instance, id))),
    }),
  ],
  seed: seedList({ member: "users", item: seedUser, after: ["roles"], plant: plantUser }),
});
