import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { notFound } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    alias: z.string(),
    key: z.number(),
    displayName: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = { organizations: defineTable({ name: "signoz/organizations", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const organization = z.object({
  id: z.string(),
  name: z.string(),
  alias: z.string(),
  key: z.number(),
  displayName: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const text = z.string().nullish();

/** A whole organization may be sent; the display name alone counts. */
const organizationUpdate = z.object({
  id: text,
  name: text,
  alias: text,
  key: z.number().nullish(),
  displayName: text,
  createdAt: text,
  updatedAt: text,
});

/** FNV-1a over the id: 32 bits, unsigned. */
function hashId(id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(id)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

export async function putOrganization(
  instance: Instance,
  { name, displayName }: Pick<Row<"organizations">, "name" | "displayName">,
): Promise<void> {
  const { orgId: id } = await readSettings(instance);
  const at = instance.timestamp();
  const createdAt = (await instance.organizations.get(id))?.createdAt ?? at;
  const row: Row<"organizations"> = { id, name, alias: "", key: hashId(id), displayName, createdAt, updatedAt: at };
  await instance.organizations.put(row);
}

async function getMyOrganization(instance: Instance): Promise<Row<"organizations">> {
  const row = await instance.organizations.get((await readSettings(instance)).orgId);
  if (row !== undefined) return row;
  throw notFound("organization_not_found", "the organization does not exist");
}

const path = "/api/v2/orgs/me";
const gate = { kind: "assigned", level: "admin" } as const;

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "GetMyOrganization",
    gate,
    replies: { 200: success(organization) },
    errors: {},
    handle: async (instance) => found(await getMyOrganization(instance)),
  }),
  endpoint({
    method: "PUT",
    path,
    operationId: "UpdateMyOrganization",
    gate,
    body: organizationUpdate,
    decoder: "bare",
    replies: { 204: null },
    errors: { 500: ["unknown"] },
    async handle(instance, { body }) {
      const { id } = await getMyOrganization(instance);
      const displayName = body.displayName ?? "";
      await instance.organizations.patch(id, { displayName, updatedAt: instance.timestamp() });
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
