import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import { findAccessFaults, listKnownPlaces } from "./access.ts";

function createId(type: string, number: number): string {
  return Buffer.from(`${type}:${number}:x1`).toString("base64");
}

const orgId = createId("AccountOrganization", 4);
const spaceId = createId("Space", 5);
const space = { spaceId, role: null };

function createAccess(spaces: unknown, more: object = {}): unknown {
  return { accountRole: null, organizations: [{ orgId, role: null, spaces }], ...more };
}

const createRoleAccess = (given: object): unknown =>
  createAccess([{ spaceId, role: { name: null, id: null, ...given } }]);

describe("the access of a service key", () => {
  it.each([
    { name: "accepts a space without a role", given: createAccess([space]), want: [] },
    { name: "accepts a level", given: createRoleAccess({ type: "PREDEFINED", name: "ADMIN" }), want: [] },
    { name: "accepts a custom role", given: createRoleAccess({ type: "CUSTOM", id: createId("Role", 9) }), want: [] },
    { name: "ignores unknown spaces", given: createAccess(unknown), want: [] },
    { name: "ignores unknown ids", given: createAccess([{ spaceId: unknown, role: unknown }]), want: [] },
    {
      name: "fails on a custom role without an id",
      given: createRoleAccess({ type: "CUSTOM", name: "reader" }),
      want: [
        "`access.organizations.spaces.role.id` is required where `access.organizations.spaces.role.type` is CUSTOM",
      ],
    },
    {
      name: "fails on a level with an id",
      given: createRoleAccess({ type: "PREDEFINED", name: "ADMIN", id: createId("Role", 9) }),
      want: [
        "`access.organizations.spaces.role.id` must not be set where `access.organizations.spaces.role.type` is PREDEFINED",
      ],
    },
    {
      name: "fails without a space",
      given: createAccess([]),
      want: ["`access.organizations.spaces` has 0 elements; it must have 1 to 100"],
    },
    {
      name: "fails on a duplicate space",
      given: createAccess([space, { spaceId, role: { type: "PREDEFINED", name: "ADMIN", id: null } }]),
      want: [`\`access.organizations.spaces\` contains ${spaceId} more than once`],
    },
  ])("$name", ({ given, want }) => {
    expect(findAccessFaults(given)).toEqual(want);
  });

  it("fails on the id of another type", () => {
    const [fault] = findAccessFaults(createAccess([{ spaceId: orgId, role: null }]));
    expect(fault).toContain(`it must be an Arize id, which is base64 of "Space:NUMBER:CHECKSUM"`);
  });

  it("lists the places whose organization and space are known", () => {
    expect(listKnownPlaces(createAccess([space, { spaceId: unknown, role: null }]))).toEqual([{ orgId, spaceId }]);
  });
});
