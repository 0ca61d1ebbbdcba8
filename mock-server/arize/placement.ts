import { z } from "zod";
import { type MemberLevel, memberLevels } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as wire from "#vendors/arize/wire/placement.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { done, found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { errorCodes, forbidden, invalid, notFound, unprocessable } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { assignmentJson } from "./json.ts";
import { getOrganization, getRole, getSpace, getUser } from "./lookups.ts";
import { pairIndex } from "./pair-index.ts";
import { findOrganizationLevel, isSpaceAdmin } from "./permissions.ts";
import { leaveOrganization, leaveSpace } from "./removal.ts";

const row = z
  .object({
    id: z.string(),
    userId: z.string(),
    /** Of the organization or the space. */
    placeId: z.string(),
    /** Null if there is a custom role instead. */
    level: z.enum(memberLevels).nullable(),
    roleId: z.string().nullable(),
  })
  .readonly();

type Placement = z.output<typeof row>;

const indexes = {
  user: ({ userId }: Placement) => userId,
  place: ({ placeId }: Placement) => placeId,
  pair: ({ userId, placeId }: Placement) => pairIndex(userId, placeId),
};

const tables = {
  organizationMembers: defineTable({ name: "arize/organization-members", row, indexes }),
  spaceMembers: defineTable({ name: "arize/space-members", row, indexes }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

async function getAdministeredOrganization(
  instance: Instance,
  caller: Caller,
  id: string,
): Promise<Row<"organizations">> {
  const row = await getOrganization(instance, caller, id);
  if ((await findOrganizationLevel(instance, caller.user, row.id)) === "ADMIN") return row;
  throw forbidden("members of an organization are its administrators' to change");
}

export type NewMember = Omit<Placement, "id"> & { readonly id?: string | undefined };

/** Adds the person, or changes the role of one who is there. */
export async function putOrganizationMember(instance: Instance, wanted: NewMember): Promise<Placement> {
  const [present] = await instance.organizationMembers.find("pair", pairIndex(wanted.userId, wanted.placeId));
  const id = present?.id ?? wanted.id ?? (await instance.newId(idTypes.organizationMember));
  await instance.organizationMembers.put({ ...wanted, id });
  return { ...wanted, id };
}

/** Adds the person with this level, or leaves one who is there. */
export async function joinOrganization(
  instance: Instance,
  { id: userId }: Row<"users">,
  { placeId, level }: { readonly placeId: string; readonly level: MemberLevel },
): Promise<void> {
  const present = await instance.organizationMembers.find("pair", pairIndex(userId, placeId));
  if (present.length === 0) await putOrganizationMember(instance, { userId, placeId, level, roleId: null });
}

/** Annotators of the account are annotators in organizations and spaces, and nobody else is. Bots never are. */
function checkAnnotator({ level }: Row<"users">, wanted: Placement["level"]): void {
  if ((level === "ANNOTATOR") === (wanted === "ANNOTATOR")) return;
  throw invalid("annotators of the account are ANNOTATOR in organizations and spaces, and nobody else is");
}

/** As `putOrganizationMember`. Throws 400 where the person is not in the space's organization. */
export async function putSpaceMember(instance: Instance, user: Row<"users">, wanted: NewMember): Promise<Placement> {
  const space = await instance.spaces.get(wanted.placeId);
  const parent = pairIndex(user.id, space?.organizationId ?? "");
  if ((await instance.organizationMembers.find("pair", parent)).length === 0) {
    throw invalid("the user is not a member of the space's organization");
  }
  checkAnnotator(user, wanted.level);
  const [present] = await instance.spaceMembers.find("pair", pairIndex(user.id, wanted.placeId));
  const id = present?.id ?? wanted.id ?? (await instance.newId(idTypes.spaceMember));
  await instance.spaceMembers.put({ ...wanted, id });
  return { ...wanted, id };
}

async function addToSpace(
  instance: Instance,
  caller: Caller,
  { spaceId, body }: { readonly spaceId: string; readonly body: wire.MemberAddition },
): Promise<Placement> {
  const { row, rights } = await getSpace(instance, caller, spaceId);
  const isAllowed =
    body.role.type === "CUSTOM" ? rights.has("ROLE_BINDING_CREATE") : await isSpaceAdmin(instance, caller.user, row);
  if (!isAllowed) throw forbidden("members of a space are its administrators' to change");
  const user = await getUser(instance, body.user_id);
  const roleId = body.role.type === "CUSTOM" ? (await getRole(instance, body.role.id)).id : null;
  const level = body.role.type === "CUSTOM" ? null : body.role.name;
  return putSpaceMember(instance, user, { userId: user.id, placeId: row.id, level, roleId });
}

async function getAdministeredSpace(instance: Instance, caller: Caller, id: string): Promise<Row<"spaces">> {
  const { row } = await getSpace(instance, caller, id);
  if (await isSpaceAdmin(instance, caller.user, row)) return row;
  throw forbidden("members of a space are its administrators' to change");
}

const ofOrganization = { org_id: idTypes.organization };
const ofSpace = { space_id: idTypes.space };
const user = { user_id: idTypes.user };

const routes = [
  endpoint({
    method: "POST",
    path: "/v2/organizations/{org_id}/users",
    ids: ofOrganization,
    operationId: "add_organization_user",
    permissions: ["organization ADMIN"],
    body: wire.memberAddition,
    replies: { 200: wire.organizationMembership },
    errors: errorCodes(403, 404, 422),
    async handle(instance, { caller, params: { org_id = "" }, body }) {
      const { id: placeId } = await getAdministeredOrganization(instance, caller, org_id);
      const member = await getUser(instance, body.user_id);
      if (body.role.type === "CUSTOM") throw unprocessable("custom roles hold on spaces and projects only");
      checkAnnotator(member, body.role.name);
      const { id: userId } = member;
      const { id } = await putOrganizationMember(instance, { userId, placeId, level: body.role.name, roleId: null });
      return found({ id, user_id: userId, organization_id: placeId, role: body.role });
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/v2/organizations/{org_id}/users/{user_id}",
    ids: { ...ofOrganization, ...user },
    operationId: "remove_organization_user",
    permissions: ["organization ADMIN"],
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { org_id = "", user_id = "" } }) {
      const { id } = await getAdministeredOrganization(instance, caller, org_id);
      if (!(await leaveOrganization(instance, user_id, id))) throw notFound(`a membership of user ${user_id}`);
      return done;
    },
  }),
  endpoint({
    method: "POST",
    path: "/v2/spaces/{space_id}/users",
    ids: ofSpace,
    operationId: "add_space_user",
    permissions: ["space ADMIN or ROLE_BINDING_CREATE"],
    body: wire.memberAddition,
    replies: { 200: wire.spaceMembership },
    errors: errorCodes(403, 404, 422),
    async handle(instance, { caller, params: { space_id = "" }, body }) {
      const member = await addToSpace(instance, caller, { spaceId: space_id, body: body });
      const role = await assignmentJson(instance, member);
      return found({ id: member.id, user_id: member.userId, space_id: member.placeId, role });
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/v2/spaces/{space_id}/users/{user_id}",
    ids: { ...ofSpace, ...user },
    operationId: "remove_space_user",
    permissions: ["space ADMIN"],
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { space_id = "", user_id = "" } }) {
      const { id } = await getAdministeredSpace(instance, caller, space_id);
      if (!(await leaveSpace(instance, user_id, id))) throw notFound(`a membership of user ${user_id}`);
      return done;
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
