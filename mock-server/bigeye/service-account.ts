import { z } from "zod";
import { wrappedUser } from "#vendors/bigeye/wire/member.ts";
import { serviceAccountBody } from "#vendors/bigeye/wire/service-account.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { endpoint } from "./endpoint.ts";
import { errorCodes } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { userJson } from "./json.ts";
import { createKey } from "./key.ts";
import { createUser } from "./member.ts";
import { findSeedGroupIds, seedGroupNames, seedId } from "./seed.ts";

const seedKey = z.strictObject({
  id: seedId,
  name: z.string(),
  description: z.string().optional(),
  /** The key itself; left out: random, and nobody learns it. */
  secret: z.string().min(1).optional(),
});

const seedAccount = z.strictObject({
  id: seedId,
  name: z.string(),
  groups: seedGroupNames,
  keys: z.array(seedKey).optional(),
  /** What a bulk deletion makes of it, inside its 200. @default "works" */
  deletion: z.enum(["works", "fails", "notRun"]).optional(),
});

async function plantAccount(instance: Instance, seed: z.output<typeof seedAccount>, place: SeedPlace): Promise<void> {
  const { id, name, groups = [], keys, deletion } = seed;
  const { adminKeyId } = await readSettings(instance);
  const creatorId = (await instance.keys.get(adminKeyId))?.ownerId ?? "";
  const account = await createUser(instance, {
    name,
    isServiceAccount: true,
    groupIds: await findSeedGroupIds(instance, groups, place),
    ...omitUndefined({ id, deletion }),
  });
  await place.at("keys").each(keys, ({ description = "", ...key }) =>
    createKey(instance, {
      name: key.name,
      description,
      ownerId: account.id,
      creatorId,
      ...omitUndefined({ id: key.id, secret: key.secret }),
    }),
  );
}

/** Service accounts are users: `member.ts` has their table and the rest of their routes. */
export const noun = defineMockNoun({
  routes: [
    endpoint({
      method: "POST",
      path: "/api/v1/users/service-account",
      operationId: "UserService_CreateServiceAccount",
      gate: "admin",
      body: serviceAccountBody,
      replies: { 200: wrappedUser },
      errors: errorCodes(404),
      async handle(instance, { body }) {
        const row = await createUser(instance, { ...body, isServiceAccount: true });
        return found({ user: await userJson(instance, row) });
      },
    }),
  ],
  seed: seedList({ member: "serviceAccounts", item: seedAccount, after: ["groups"], plant: plantAccount }),
});
