import { z } from "zod";
import { collection, collections } from "#vendors/bigeye/wire/scope.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { type Admitted, endpoint } from "./endpoint.ts";
import { errorCodes } from "./errors.ts";
import { type Instance, type Row, createId } from "./instance.ts";
import type { Json } from "./json.ts";
import { checkName } from "./names.ts";
import { type Need, checkMay, findWorkspace } from "./permissions.ts";

const row = z.object({ id: z.string(), workspaceId: z.string(), name: z.string(), description: z.string() }).readonly();

const tables = {
  collections: defineTable({
    name: "bigeye/collections",
    row,
    indexes: { workspace: ({ workspaceId }) => workspaceId },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

// Simplified, so that a key's rights can be seen in use: of everything that lives in a workspace these two calls alone
// are here, without metrics, channels and owners.
const path = "/api/v1/collections";
const read: Need = { domain: "COLLECTION", action: "READ" };
const write: Need = { domain: "COLLECTION", action: "WRITE" };

/** The workspace that the request is about, where the caller may do this. */
async function findPermittedWorkspace(
  instance: Instance,
  { headers, query, caller }: Omit<Admitted<unknown>, "body" | "params">,
  need: Need,
): Promise<Row<"workspaces">> {
  const named = headers["x-bigeye-workspace-id"] ?? query["workspaceId"];
  const workspace = await findWorkspace(instance, caller, named);
  await checkMay(instance, caller, { workspace, need });
  return workspace;
}

function collectionJson({ id, name, description }: Row<"collections">): Json {
  return { id: Number(id), name, description };
}

const text = z.string().default("");

const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListCollections",
    gate: read,
    replies: { 200: collections },
    errors: errorCodes(400, 403),
    async handle(instance, request) {
      const { id } = await findPermittedWorkspace(instance, request, read);
      return found({ collections: (await instance.collections.find("workspace", id)).map(collectionJson) });
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "CreateCollection",
    gate: write,
    body: z.object({ name: text, description: text }),
    replies: { 200: z.object({ collection }) },
    errors: errorCodes(403),
    async handle(instance, request) {
      const { id: workspaceId } = await findPermittedWorkspace(instance, request, write);
      const { name, description } = request.body;
      checkName("collection", name);
      const row: Row<"collections"> = {
        id: await createId(instance, instance.collections),
        workspaceId,
        name,
        description,
      };
      await instance.collections.put(row);
      return found({ collection: collectionJson(row) });
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
