import { collection, collections } from "#vendors/bigeye/wire/scope.ts";
import { z } from "zod";
import { type Admitted, type Endpoint, bodyEndpoint, endpoint } from "./endpoint.ts";
import { refusing } from "./errors.ts";
import { type Instance, newId } from "./instance.ts";
import { type Need, checkMay, workspaceMeant } from "./permissions.ts";
import type { CollectionRow, WorkspaceRow } from "./tables.ts";
import { checkName } from "./users.ts";
import type { View } from "./views.ts";

// Simplified, so that a key's rights can be seen in use: of everything that lives in a workspace these two calls alone
// are here, without metrics, channels and owners.
const path = "/api/v1/collections";
const read: Need = { domain: "COLLECTION", action: "READ" };
const write: Need = { domain: "COLLECTION", action: "WRITE" };

/** The workspace that the request is about, where the caller may do this. */
async function admitted(
  instance: Instance,
  { headers, query, caller }: Omit<Admitted<unknown>, "body" | "params">,
  need: Need,
): Promise<WorkspaceRow> {
  const named = headers["x-bigeye-workspace-id"] ?? query["workspaceId"];
  const workspace = await workspaceMeant(instance, caller, named);
  await checkMay(instance, caller, { workspace, need });
  return workspace;
}

function shown({ id, name, description }: CollectionRow): View {
  return { id: Number(id), name, description };
}

const text = z.string().default("");

export const collectionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListCollections",
    gate: read,
    answers: collections,
    errors: refusing(400, 403),
    async handle(instance, request) {
      const { id } = await admitted(instance, request, read);
      return { collections: (await instance.collections.find("workspace", id)).map(shown) };
    },
  }),
  bodyEndpoint({
    method: "POST",
    path,
    operationId: "CreateCollection",
    gate: write,
    body: z.object({ name: text, description: text }),
    answers: z.object({ collection }),
    errors: refusing(403),
    async handle(instance, request) {
      const { id: workspaceId } = await admitted(instance, request, write);
      const { name, description } = request.body;
      checkName("collection", name);
      const row: CollectionRow = { id: await newId(instance, instance.collections), workspaceId, name, description };
      await instance.collections.put(row);
      return { collection: shown(row) };
    },
  }),
];
