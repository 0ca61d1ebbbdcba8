import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as wire from "#vendors/arize/wire/placement.ts";
import { type Endpoint, done, endpoint, found, fromBody, nothing } from "./endpoint.ts";
import { forbidden, invalid, notFound, unprocessable } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { assignmentJson } from "./json.ts";
import { organizationAt, roleAt, spaceAt, userAt } from "./places.ts";
import { leaveOrganization, leaveSpace } from "./removal.ts";
import { isSpaceAdmin, organizationLevel } from "./rights.ts";
import { type MemberRow, type OrganizationRow, type SpaceRow, type UserRow, pairIndex } from "./tables.ts";

async function administeredOrganization(instance: Instance, caller: Caller, id: string): Promise<OrganizationRow> {
  const row = await organizationAt(instance, caller, id);
  if ((await organizationLevel(instance, caller.user, row.id)) === "ADMIN") return row;
  throw forbidden("members of an organization are its administrators' to change");
}

export type NewMember = Omit<MemberRow, "id"> & { readonly id?: string | undefined };

/** Adds the person, or changes the role of one who is there. */
export async function putOrganizationMember(instance: Instance, wanted: NewMember): Promise<MemberRow> {
  const [present] = await instance.organizationMembers.find("pair", pairIndex(wanted.userId, wanted.placeId));
  const id = present?.id ?? wanted.id ?? (await instance.newId(idTypes.organizationMember));
  await instance.organizationMembers.put({ ...wanted, id });
  return { ...wanted, id };
}

/** Annotators of the account are annotators in spaces, and nobody else is. */
function checkAnnotator({ level, kind }: UserRow, wanted: MemberRow["level"]): void {
  if (kind === "human" && (level === "ANNOTATOR") === (wanted === "ANNOTATOR")) return;
  if (kind === "bot" && wanted !== "ANNOTATOR") return;
  throw unprocessable("annotators of the account are ANNOTATOR in spaces, and nobody else is");
}

/** As `putOrganizationMember`. Throws 400 where the person is not in the space's organization. */
export async function putSpaceMember(instance: Instance, user: UserRow, wanted: NewMember): Promise<MemberRow> {
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
): Promise<MemberRow> {
  const { row, rights } = await spaceAt(instance, caller, spaceId);
  const isAllowed =
    body.role.type === "CUSTOM" ? rights.has("ROLE_BINDING_CREATE") : await isSpaceAdmin(instance, caller.user, row);
  if (!isAllowed) throw forbidden("members of a space are its administrators' to change");
  const user = await userAt(instance, body.user_id);
  const roleId = body.role.type === "CUSTOM" ? (await roleAt(instance, body.role.id)).id : null;
  const level = body.role.type === "CUSTOM" ? null : body.role.name;
  return putSpaceMember(instance, user, { userId: user.id, placeId: row.id, level, roleId });
}

async function administeredSpace(instance: Instance, caller: Caller, id: string): Promise<SpaceRow> {
  const { row } = await spaceAt(instance, caller, id);
  if (await isSpaceAdmin(instance, caller.user, row)) return row;
  throw forbidden("members of a space are its administrators' to change");
}

const ofOrganization = { org_id: idTypes.organization };
const ofSpace = { space_id: idTypes.space };
const user = { user_id: idTypes.user };

export const memberEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "POST", path: "/v2/organizations/{org_id}/users", ids: ofOrganization },
    ...{ operationId: "add_organization_user", permissions: ["organization ADMIN"] },
    reads: fromBody(wire.memberAddition),
    replies: { 200: wire.organizationMembership },
    refuses: [403, 404, 422],
    async handle(instance, { caller, params: { org_id = "" }, input }) {
      const { id: placeId } = await administeredOrganization(instance, caller, org_id);
      const { id: userId } = await userAt(instance, input.user_id);
      if (input.role.type === "CUSTOM") throw unprocessable("custom roles hold on spaces and projects only");
      const member = await putOrganizationMember(instance, { userId, placeId, level: input.role.name, roleId: null });
      return found({ id: member.id, user_id: userId, organization_id: placeId, role: input.role });
    },
  }),
  endpoint({
    ...{ method: "DELETE", path: "/v2/organizations/{org_id}/users/{user_id}", ids: { ...ofOrganization, ...user } },
    ...{ operationId: "remove_organization_user", permissions: ["organization ADMIN"] },
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { org_id = "", user_id = "" } }) {
      const { id } = await administeredOrganization(instance, caller, org_id);
      if (!(await leaveOrganization(instance, user_id, id))) throw notFound(`a membership of user ${user_id}`);
      return done;
    },
  }),
  endpoint({
    ...{ method: "POST", path: "/v2/spaces/{space_id}/users", ids: ofSpace },
    ...{ operationId: "add_space_user", permissions: ["space ADMIN or ROLE_BINDING_CREATE"] },
    reads: fromBody(wire.memberAddition),
    replies: { 200: wire.spaceMembership },
    refuses: [403, 404, 422],
    async handle(instance, { caller, params: { space_id = "" }, input }) {
      const member = await addToSpace(instance, caller, { spaceId: space_id, body: input });
      const role = await assignmentJson(instance, member);
      return found({ id: member.id, user_id: member.userId, space_id: member.placeId, role });
    },
  }),
  endpoint({
    ...{ method: "DELETE", path: "/v2/spaces/{space_id}/users/{user_id}", ids: { ...ofSpace, ...user } },
    ...{ operationId: "remove_space_user", permissions: ["space ADMIN"] },
    reads: nothing,
    replies: { 204: null },
    refuses: [403, 404],
    async handle(instance, { caller, params: { space_id = "", user_id = "" } }) {
      const { id } = await administeredSpace(instance, caller, space_id);
      if (!(await leaveSpace(instance, user_id, id))) throw notFound(`a membership of user ${user_id}`);
      return done;
    },
  }),
];
