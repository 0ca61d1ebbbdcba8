import { describe, expect, it } from "vitest";
import { mergeOwnAttributes } from "#access/model/nouns/own-attributes.ts";
import { key as definition } from "#access/model/nouns/resources/key.ts";
import { findConfigurationErrors } from "#access/model/vendors/configuration-errors.ts";
import { facts } from "../index.ts";

const noun = mergeOwnAttributes(definition, [facts]);

function check(access: object): readonly string[] {
  return findConfigurationErrors(noun, { name: "ingest", access }, facts).map(({ message }) => message);
}

const createSpaceAccess = (role: object): object => ({
  organizations: [{ orgId: "o", spaces: [{ spaceId: "s", role }] }],
});

describe("the access of a service key", () => {
  it("accepts the levels of a service key", () => {
    expect(check({ accountRole: "MEMBER", ...createSpaceAccess({ type: "PREDEFINED", name: "READ_ONLY" }) })).toEqual(
      [],
    );
  });

  it.each([
    {
      name: "ANNOTATOR",
      access: createSpaceAccess({ type: "PREDEFINED", name: "ANNOTATOR" }),
      want: '`access.organizations.spaces.role.name` is "ANNOTATOR"; it must be one of ADMIN, MEMBER, READ_ONLY.',
    },
    {
      name: "a level that an account does not have",
      access: { accountRole: "READ_ONLY", organizations: [] },
      want: '`access.account_role` is "READ_ONLY"; it must be one of ADMIN, MEMBER.',
    },
    {
      name: "another type of role",
      access: createSpaceAccess({ type: "MANAGED" }),
      want: '`access.organizations.spaces.role.type` is "MANAGED"; it must be one of PREDEFINED, CUSTOM.',
    },
  ])("fails on $name", ({ access, want }) => {
    expect(check(access)).toEqual([`Arize key: ${want}`]);
  });
});
