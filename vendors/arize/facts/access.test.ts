import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import { accessFaults, knownPlaces } from "./access.ts";

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
      name: "fails for ANNOTATOR",
      given: role({ type: "PREDEFINED", name: "ANNOTATOR" }),
      want: ['`access.organizations.spaces.role.name` is "ANNOTATOR"; a service key takes ADMIN, MEMBER, READ_ONLY'],
    },
    {
      name: "fails for a level that an account does not have",
      given: access([space], { accountRole: "READ_ONLY" }),
      want: ['`access.account_role` is "READ_ONLY"; a service key takes ADMIN, MEMBER'],
    },
    {
      name: "fails for a custom role without its id",
      given: role({ type: "CUSTOM", name: "reader" }),
      want: ["`access.organizations.spaces.role` is CUSTOM and needs `id`"],
    },
    {
      name: "fails for a level with an id",
      given: role({ type: "PREDEFINED", name: "ADMIN", id: idOf("Role", 9) }),
      want: ["`access.organizations.spaces.role` is PREDEFINED, which has no `id`"],
    },
    {
      name: "fails for another tag",
      given: role({ type: "MANAGED" }),
      want: ['`access.organizations.spaces.role.type` is "MANAGED"; use PREDEFINED for a level, CUSTOM for a role'],
    },
    {
      name: "fails without a space",
      given: access([]),
      want: ["`access.organizations.spaces` has 0; it takes 1 to 100"],
    },
    {
      name: "fails for a space that is there twice",
      given: access([space, { spaceId, role: { type: "PREDEFINED", name: "ADMIN", id: null } }]),
      want: [`\`access.organizations.spaces\` has ${spaceId} twice`],
    },
  ])("$name", ({ given, want }) => {
    expect(accessFaults(given)).toEqual(want);
  });

  it("fails for the id of something else", () => {
    const [fault] = accessFaults(access([{ spaceId: orgId, role: null }]));
    expect(fault).toContain('it must be an id of Arize\'s, base64 of "Space:NUMBER:CHECKSUM"');
  });

  it("lies where both are known", () => {
    expect(knownPlaces(access([space, { spaceId: unknown, role: null }]))).toEqual([{ orgId, spaceId }]);
  });
});
