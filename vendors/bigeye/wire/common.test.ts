import { describe, expect, it } from "vitest";
import * as commonWire from "./common.ts";
import * as keyWire from "./key.ts";
import * as memberWire from "./member.ts";
import * as roleBindingWire from "./role-binding.ts";
import * as roleWire from "./role.ts";
import * as scopeWire from "./scope.ts";
import * as serviceAccountWire from "./service-account.ts";

describe("responses", () => {
  it.each([
    { name: "a number", id: 17, want: "17" },
    { name: "a numeric text", id: "17", want: "17" },
    { name: "a numeric text beyond the safe integers", id: "9223372036854775807", want: "9223372036854775807" },
  ])("accept an id that is $name", ({ id, want }) => {
    expect(scopeWire.workspace.parse({ id }).id).toBe(want);
  });

  it.each([{ id: 2 ** 53 }, { id: 0 }, { id: "0" }, { id: 1.5 }, { id: "x" }, { id: null }, {}])(
    "fails on the id in %j",
    (row) => {
      expect(scopeWire.workspace.safeParse(row).success).toBe(false);
    },
  );

  it.each([
    {},
    { name: null, groups: null, isServiceAccount: null, lastLoginAt: null },
    { groups: [], lastLoginAt: "0" },
  ])("treat missing, null and zero values alike: %j", (rest) => {
    expect(memberWire.user.parse({ id: 3, ...rest })).toEqual({
      id: "3",
      name: "",
      email: "",
      groups: [],
      idpGroups: [],
      isServiceAccount: false,
      lastLoginAt: "0",
    });
  });

  it("keep 64-bit times as text, whether sent as text or as numbers", () => {
    const times = { createdAt: "253402300799", lastUsedAt: 1_700_000_000 };
    expect(keyWire.key.parse({ id: 3, ...times })).toMatchObject({ ...times, lastUsedAt: "1700000000" });
  });

  it("accept unknown members and unknown role types", () => {
    const read = roleWire.role.parse({
      id: 3,
      roleType: "ROLE_TYPE_OWNER",
      rolePermissions: [{ domains: ["X"] }],
      colour: 1,
    });
    expect(read).toMatchObject({ roleType: "ROLE_TYPE_OWNER", rolePermissions: [{ domains: ["X"], actions: [] }] });
    expect(read).not.toHaveProperty("colour");
  });

  it("accept a bare and a wrapped list of workspaces", () => {
    const want = { workspaces: [{ id: "3", name: "core", isDefault: false }] };
    expect(scopeWire.workspaces.parse([{ id: 3, name: "core" }])).toEqual(want);
    expect(scopeWire.workspaces.parse({ workspaces: [{ id: 3, name: "core" }] })).toEqual(want);
    expect(scopeWire.workspaces.parse({})).toEqual({ workspaces: [] });
  });

  it("fails if a key creation does not return the secret", () => {
    expect(keyWire.createdKey.safeParse({ info: { id: 3 } }).success).toBe(false);
    expect(keyWire.createdKey.safeParse({ apiKey: "", info: { id: 3 } }).success).toBe(false);
  });

  it("have a text in `message` or `error` if they are errors", () => {
    expect(commonWire.failure.safeParse({ code: 400, message: "no" }).success).toBe(true);
    expect(commonWire.failure.safeParse({ error: "no" }).success).toBe(true);
    expect(commonWire.failure.safeParse({ code: 400 }).success).toBe(false);
  });
});

describe("bodies", () => {
  it("treat missing and null values as zero", () => {
    expect(serviceAccountWire.serviceAccountBody.parse({ name: null })).toEqual({ name: "", groupIds: [] });
    expect(keyWire.keyBody.parse({ serviceAccountId: 0 }).serviceAccountId).toBeUndefined();
    expect(roleWire.roleUpdateBody.parse({}).request.baseRole).toBe("ROLE_TYPE_UNSPECIFIED");
  });

  it.each([{ operation: "GRANT" }, { operation: 1 }, { requests: [{ role: { id: "x" } }] }])("fails on %j", (body) => {
    expect(roleBindingWire.grantsBody.safeParse(body).success).toBe(false);
  });
});
