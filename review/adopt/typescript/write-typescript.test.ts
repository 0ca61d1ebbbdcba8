import { describe, expect, it } from "vitest";
import { TestAccount } from "../testing/account.ts";
import { writeTypeScript } from "./write-typescript.ts";

const domain = "0192f0c4-0000-7000-8000-000000000050";

describe("constructs for what exists", () => {
  it("are L1 where a noun's own construct cannot say what an object is, with literal texts", () => {
    const account = new TestAccount("signoz").add("role_mapping", {
      id: domain,
      authDomainId: domain,
      groupMappings: { "a ${x}": "ops" },
    });
    const { text, count } = writeTypeScript(account.adopt());
    expect(count).toBe(1);
    expect(text).toContain('import * as l1 from "latchkey/l1";');
    expect(text).toContain("new l1.RoleMapping(this, ");
    expect(text).toContain('groupMappings: { "a $${x}": "ops" }');
  });

  it("are left out where CDKTF would write something else", () => {
    const permissions = [{ action: "create", resource: "folders", selectors: null }];
    const account = new TestAccount("inkit")
      .add("role", { id: "role_1", name: "${TfToken[TOKEN.0]}", permissions })
      .add("role", { id: "role_2", name: "ops", permissions });
    const { text, count, leftOut } = writeTypeScript(account.adopt());
    expect(count).toBe(1);
    expect(text).not.toContain("TfToken");
    expect(leftOut).toMatchObject([{ reason: expect.stringContaining("looks like a token of CDKTF") }]);
  });

  it("say a permission that the vocabulary does not have as plain data, and a circle by name", () => {
    const circle = (id: string, name: string, other: string) => ({
      id: `0192f0c4-0000-7000-8000-00000000000${id}`,
      name,
      permissions: [{ action: "attach", resource: "role", selectors: [other] }],
    });
    const account = new TestAccount("signoz")
      .add("role", circle("1", "first", "second"))
      .add("role", circle("2", "second", "first"))
      .add("role", {
        ...circle("3", "third", "x"),
        permissions: [{ action: "list", resource: "role", selectors: ["first"] }],
      });
    const { text } = writeTypeScript(account.adopt());
    expect(text).toContain('permissions: [signoz.attach("role", { only: ["second"] })]');
    expect(text).toContain("permissions: [signoz.attach(first)]");
    expect(text).toContain('{ vendor: "signoz", action: "list", resource: "role", selectors: ["first"] }');
  });

  it("do not take what a vendor tells beside for objects", () => {
    const account = new TestAccount("bigeye")
      .add("group", { id: "1", name: "Dockers" })
      .add("group", { id: "1", name: "Dockers", idpGroups: ["dockers"] }, { isBeside: true })
      .add("group_membership", { id: "2", groupId: "1", memberId: "2" }, { isBeside: true });
    const { text, count } = writeTypeScript(account.adopt());
    expect(count).toBe(1);
    expect(text).not.toContain("idpGroups");
  });
});
