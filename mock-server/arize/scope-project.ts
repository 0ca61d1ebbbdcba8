import { z } from "zod";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as scopeWire from "#vendors/arize/wire/scope.ts";
import { type Endpoint, created, done, endpoint, found, fromBody, fromQuery, nothing } from "./endpoint.ts";
import { Refusal, conflict, forbidden, unprocessable } from "./errors.ts";
import { parseId } from "./ids.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { projectJson } from "./json.ts";
import { page, pageQuery } from "./page.ts";
import { projectAt, spaceAt } from "./places.ts";
import { removeProject } from "./removal.ts";
import { projectRights } from "./rights.ts";
import type { ProjectRow } from "./tables.ts";

const text = z.string().optional();
const listQuery = z.object({ ...pageQuery, space_id: text, space_name: text, name: text });
type ListQuery = z.output<typeof listQuery>;

async function isTaken(instance: Instance, { spaceId, name, id }: Omit<ProjectRow, "createdAt">): Promise<boolean> {
  const siblings = await instance.projects.find("space", spaceId);
  return siblings.some((sibling) => sibling.name === name && sibling.id !== id);
}

export async function createProject(
  instance: Instance,
  { name, spaceId, id }: { readonly name: string; readonly spaceId: string; readonly id?: string | undefined },
): Promise<ProjectRow> {
  if (await isTaken(instance, { spaceId, name, id: "" }))
    throw conflict(`the space has a project named ${name} already`);
  const row = { id: id ?? (await instance.newId(idTypes.project)), spaceId, name, createdAt: instance.timestamp() };
  await instance.projects.put(row);
  return row;
}

async function readable(instance: Instance, { user }: Caller, asked: ListQuery): Promise<readonly ProjectRow[]> {
  const { space_id, space_name } = asked;
  const all = space_id === undefined ? await instance.projects.list() : await instance.projects.find("space", space_id);
  const rows: ProjectRow[] = [];
  for (const row of all) {
    if (row.name !== (asked.name ?? row.name)) continue;
    if (space_name !== undefined && (await instance.spaces.get(row.spaceId))?.name !== space_name) continue;
    if ((await projectRights(instance, user, row)).has("PROJECT_READ")) rows.push(row);
  }
  return rows;
}

async function permittedProject(
  instance: Instance,
  { caller, id }: { readonly caller: Caller; readonly id: string },
  permission: "PROJECT_UPDATE" | "PROJECT_DELETE",
): Promise<ProjectRow> {
  const { row, rights } = await projectAt(instance, caller, id);
  if (!rights.has(permission)) throw forbidden(`${permission} is missing on project ${id}`);
  return row;
}

// 404 is not among the answers that the vendor lists for the creation (data file).
async function spaceToCreateIn(instance: Instance, caller: Caller, id: string) {
  try {
    return await spaceAt(instance, caller, id);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw unprocessable(error.message);
    throw error;
  }
}

const path = "/v2/projects";
const onProject = { path: `${path}/{project_id}`, ids: { project_id: idTypes.project } } as const;

export const projectEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path, operationId: "list_projects", permissions: ["PROJECT_READ"] },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("projects", scopeWire.project) },
    refuses: [403, 404],
    async handle(instance, { caller, input }) {
      if (input.space_id !== undefined)
        await spaceAt(instance, caller, parseId(idTypes.space, input.space_id, "space_id"));
      const { rows, pagination } = page(await readable(instance, caller, input), input);
      return found({ projects: rows.map(projectJson), pagination });
    },
  }),
  endpoint({
    ...{ method: "POST", path, operationId: "create_project", permissions: ["PROJECT_CREATE"] },
    reads: fromBody(scopeWire.projectCreation),
    replies: { 201: scopeWire.project },
    refuses: [403, 409, 422],
    async handle(instance, { caller, input }) {
      const { row, rights } = await spaceToCreateIn(instance, caller, input.space_id);
      if (!rights.has("PROJECT_CREATE")) throw forbidden(`PROJECT_CREATE is missing on space ${row.id}`);
      return created(projectJson(await createProject(instance, { name: input.name, spaceId: row.id })));
    },
  }),
  endpoint({
    ...{ method: "GET", ...onProject, operationId: "get_project", permissions: ["PROJECT_READ"] },
    reads: nothing,
    replies: { 200: scopeWire.project },
    refuses: [403, 404],
    handle: async (instance, { caller, params: { project_id = "" } }) =>
      found(projectJson((await projectAt(instance, caller, project_id)).row)),
  }),
  endpoint({
    ...{ method: "PATCH", ...onProject, operationId: "update_project", permissions: ["PROJECT_UPDATE"] },
    reads: fromBody(scopeWire.projectUpdate),
    replies: { 200: scopeWire.project },
    refuses: [403, 404, 422],
    async handle(instance, { caller, params: { project_id = "" }, input: { name } }) {
      const row = await permittedProject(instance, { caller, id: project_id }, "PROJECT_UPDATE");
      if (await isTaken(instance, { ...row, name }))
        throw unprocessable(`the space has a project named ${name} already`);
      return found(projectJson((await instance.projects.patch(row.id, { name })) ?? row));
    },
  }),
  endpoint({
    ...{ method: "DELETE", ...onProject, operationId: "delete_project", permissions: ["PROJECT_DELETE"] },
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { project_id = "" } }) {
      await removeProject(
        instance,
        (await permittedProject(instance, { caller, id: project_id }, "PROJECT_DELETE")).id,
      );
      return done;
    },
  }),
];
