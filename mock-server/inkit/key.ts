import { z } from "zod";
import { generated } from "#vendors/inkit/wire/key.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import type { Instance, Row } from "./instance.ts";
import { getAccount } from "./lookups.ts";

/** The one secret of an account, under the account's id; no row before the first generation. */
const row = z.object({ id: z.string(), secret: z.string(), generatedAt: z.string() }).readonly();

const tables = {
  secrets: defineTable({
    name: "inkit/api-keys",
    row,
    secrets: ["secret"],
    indexes: { secret: ({ secret }) => secret },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

/** The account's secret from now on; the one before stops working. */
export async function generateSecret(
  instance: Instance,
  id: string,
  secret: string = instance.newSecret(),
): Promise<Row<"secrets">> {
  const before = (await instance.secrets.get(id))?.generatedAt;
  // Two generations in one millisecond must not look alike.
  const earliest = before === undefined ? 0 : Date.parse(before) + 1;
  const generation = { id, secret, generatedAt: new Date(Math.max(instance.now(), earliest)).toISOString() };
  await instance.secrets.put(generation);
  return generation;
}

export const noun = defineMockNoun({
  tables,
  routes: [
    endpoint({
      method: "POST",
      path: "/v1/service-account/{id}/generate",
      operationId: "GenerateServiceAccountKey",
      anyOf: ["api-keys.refresh", "service-accounts.update"],
      replies: { 200: generated },
      errors: { 404: ["service_account_not_found"] },
      async handle(instance, { id }) {
        const { secret, generatedAt } = await generateSecret(instance, (await getAccount(instance, id)).id);
        return found({ id, api_key: secret, last_generated_at: generatedAt });
      },
    }),
  ],
});
