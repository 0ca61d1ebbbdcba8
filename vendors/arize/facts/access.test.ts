import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import { findAccessFaults, listKnownPlaces } from "./access.ts";

function idOf(type: string, number: number): string {
  return Buffer.from(`${type}:${number}:x1`).toString("base64");
}

const orgId = idOf("AccountOrganization", 4);
const spaceId = idOf("Space", 5);
const space = { spaceId, role: null };

function access(spaces: unknown, more: object = {}): unknown {
  return { accountRole: null, organizations: [{ orgId, role: null, spaces }], ...more };
}

const role = (given: object): unknown => access([{ spaceId, role: { name: null, id: null, ...given } }]);

describe("what a service key is to do", () => {
  it.each([
    { name: "takes a space alone", given: access([space]), want: [] },
    { name: "takes a level", given: role({ type: "PREDEFINED", name: "ADMIN" }), want: [] },
    { name: "takes a custom role", given: role({ type: "CUSTOM", id: idOf("Role", 9) }), want: [] },
    { name: "passes over what is not known", given: access(unknown), want: [] },
    { name: "passes over ids that are not known", given: access([{ spaceId: unknown, role: unknown }]), want: [] },
    {
      name: "fails for a custom role without its id",
      given: role({ type: "CUSTOM", name: "reader" }),
      want: [
        "`access.organizations.spaces.role.id` is required where `access.organizations.spaces.role.type` is CUSTOM",
      ],
    },
    {
      name: "fails for a level with an id",
      given: role({ type: "PREDEFINED", name: "ADMIN", id: idOf("Role", 9) }),
      want: [
        "`access.organizations.spaces.role.id` must not be set where `access.organizations.spaces.role.type` is PREDEFINED",
      ],
    },
    {
      name: "fails without a space",
      given: access([]),
      want: ["`access.organizations.spaces` has 0 elements; it must have 1 to 100"],
    },
    {
      name: "fails for a space that is there twice",
      given: access([space, { spaceId, role: { type: "PREDEFINED", name: "ADMIN", id: null } }]),
      want: [`\`access.organizations.spaces\` contains ${spaceId} more than once`],
    },
  ])("$name", ({ given, want }) => {
    expect(findAccessFaults(given)).toEqual(want);
  });

  it("fails for the id of something else", () => {
    const [fault] = findAccessFaults(access([{ spaceId: orgId, role: null }]));
    expect(fault).toContain('it must be an Arize id, which is base64 of "Space:NUMBER:CHECKSUM"');
  });

  it("lies where both are known", () => {
    expect(listKnownPlaces(access([space, { spaceId: unknown, role: null }]))).toEqual([{ orgId, spaceId }]);
  });
});
