import { z } from "zod";
import { created as createdBody, success } from "#vendors/signoz/wire/common.ts";
import { savedViewCreation, savedViewUpdate, savedView as savedViewWire } from "#vendors/signoz/wire/saved-view.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { created, done, foundJson } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { toDocument } from "./dashboard.ts";
import { endpoint } from "./endpoint.ts";
import { notFound } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { documentJson } from "./json.ts";
import { everyObject, objectInPath } from "./permission-targets.ts";

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    source: z.string(),
    /** Its JSON, as it was sent. */
    data: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();

const tables = { savedViews: defineTable({ name: "signoz/saved-views", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

function viewJson({ data, ...row }: Row<"savedViews">): string {
  return documentJson(data, row);
}

async function getView(instance: Instance, id: string): Promise<Row<"savedViews">> {
  const row = await instance.savedViews.get(id);
  if (row !== undefined) return row;
  throw notFound("saved_view_not_found", `saved view ${id} does not exist`);
}

const path = "/api/v2/saved_views";
const kind = "saved-view";
const onView = { kind, on: objectInPath("id") } as const;
const viewing = { kind: "permitted", level: "viewer" } as const;
const editing = { kind: "permitted", level: "editor" } as const;
const missing = { 400: ["invalid_selector"], 404: ["saved_view_not_found"] } as const;

// What a view shows is not checked: only who may do what to which view is the vendor's.
const routes = [
  endpoint({
    method: "GET",
    path,
    operationId: "ListSavedViews",
    gate: { ...viewing, needs: [{ verb: "list", kind, on: everyObject }] },
    replies: { 200: success(z.array(savedViewWire)) },
    errors: {},
    async handle(instance, { query }) {
      const isWanted = (row: Row<"savedViews">, member: "name" | "source"): boolean =>
        query[member] === undefined || query[member] === row[member];
      const rows = await instance.savedViews.list();
      const wanted = rows.filter((view) => isWanted(view, "name") && isWanted(view, "source"));
      return foundJson(`[${wanted.map(viewJson).join(",")}]`);
    },
  }),
  endpoint({
    method: "POST",
    path,
    operationId: "CreateSavedView",
    gate: { ...editing, needs: [{ verb: "create", kind, on: everyObject }] },
    body: savedViewCreation,
    replies: { 201: success(createdBody) },
    errors: {},
    async handle(instance, { body: { name, source }, text }) {
      const at = instance.timestamp();
      const id = instance.newId();
      await instance.savedViews.put({ id, name, source, data: toDocument(text), createdAt: at, updatedAt: at });
      return created({ id });
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{id}`,
    operationId: "GetSavedView",
    gate: { ...viewing, needs: [{ verb: "read", ...onView }] },
    replies: { 200: success(savedViewWire) },
    errors: missing,
    handle: async (instance, { params: { id = "" } }) => foundJson(viewJson(await getView(instance, id))),
  }),
  endpoint({
    method: "PUT",
    path: `${path}/{id}`,
    operationId: "UpdateSavedView",
    gate: { ...editing, needs: [{ verb: "update", ...onView }] },
    body: savedViewUpdate,
    replies: { 204: null },
    errors: missing,
    async handle(instance, { params: { id = "" }, body: { source }, text }) {
      const view = await getView(instance, id);
      const data = toDocument(text);
      await instance.savedViews.patch(view.id, { source, data, updatedAt: instance.timestamp() });
      return done;
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{id}`,
    operationId: "DeleteSavedView",
    gate: { ...editing, needs: [{ verb: "delete", ...onView }] },
    replies: { 204: null },
    errors: missing,
    async handle(instance, { params: { id = "" } }) {
      await instance.savedViews.remove((await getView(instance, id)).id);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
