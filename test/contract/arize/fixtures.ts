import * as commonWire from "#vendors/arize/wire/common.ts";
import * as keyWire from "#vendors/arize/wire/key.ts";
import * as memberWire from "#vendors/arize/wire/member.ts";
import * as organizationWire from "#vendors/arize/wire/organization.ts";
import * as roleWire from "#vendors/arize/wire/role.ts";
import * as scopeWire from "#vendors/arize/wire/scope.ts";
import { type Client, unique } from "./client.ts";

export type Level = "ADMIN" | "MEMBER" | "READ_ONLY" | "ANNOTATOR";

export function level(name: Level): commonWire.Assignment {
  return { type: "PREDEFINED", name };
}

export interface Place {
  readonly organizationId: string;
  readonly spaceId: string;
}

export async function createOrganization(client: Client): Promise<string> {
  const body = { name: unique("unit") };
  return (await client.data(organizationWire.organization, "create_organization", { body })).id;
}

/** A private space: in a public one, everybody in the organization may do something. */
export async function createSpace(client: Client, organizationId: string): Promise<string> {
  const body = { name: unique("space"), organization_id: organizationId, is_private: true };
  return (await client.data(scopeWire.space, "create_space", { body })).id;
}

export async function createPublicSpace(client: Client, organizationId: string): Promise<string> {
  const body = { name: unique("space"), organization_id: organizationId };
  return (await client.data(scopeWire.space, "create_space", { body })).id;
}

export async function createPlace(client: Client): Promise<Place> {
  const organizationId = await createOrganization(client);
  return { organizationId, spaceId: await createSpace(client, organizationId) };
}

export async function createProject(client: Client, spaceId: string): Promise<string> {
  const body = { name: unique("project"), space_id: spaceId };
  return (await client.data(scopeWire.project, "create_project", { body })).id;
}

export async function createRole(client: Client, permissions: readonly string[]): Promise<string> {
  const body = { name: unique("role"), permissions };
  return (await client.data(roleWire.role, "create_role", { body })).id;
}

export async function createUser(client: Client, role: "ADMIN" | "MEMBER" | "ANNOTATOR" = "MEMBER"): Promise<string> {
  const name = unique("person");
  const body = { name, email: `${name}@users.invalid`, role: level(role), invite_mode: "NONE" };
  return (await client.data(memberWire.createdUser, "create_user", { body })).id;
}

export interface Bound {
  readonly account?: "ADMIN" | "MEMBER";
  readonly organization?: Level;
  readonly space?: Level | { readonly roleId: string };
}

function spaceRole(space: Bound["space"]): unknown {
  return typeof space === "object" ? { type: "CUSTOM", id: space.roleId } : level(space ?? "MEMBER");
}

/** The body of a service key on one space. */
export function serviceKey({ organizationId, spaceId }: Place, { account, organization, space }: Bound = {}) {
  return {
    key_type: "SERVICE",
    name: unique("key"),
    ...(account === undefined ? {} : { account_role: level(account) }),
    organizations: [
      {
        org_id: organizationId,
        ...(organization === undefined ? {} : { role: level(organization) }),
        spaces: [{ space_id: spaceId, ...(space === undefined ? {} : { role: spaceRole(space) }) }],
      },
    ],
  };
}

export async function createServiceKey(client: Client, place: Place, bound: Bound = {}) {
  return client.data(keyWire.createdServiceKey, "create_api_key", { body: serviceKey(place, bound) });
}

/** The credential of an identity that stands at these levels. */
export async function holder(client: Client, place: Place, bound: Bound = {}): Promise<string> {
  return (await createServiceKey(client, place, bound)).key;
}

export async function listKeys(client: Client, query: Readonly<Record<string, string>>) {
  return (await client.data(commonWire.pageOf("api_keys", keyWire.apiKey), "list_api_keys", { query })).api_keys;
}
