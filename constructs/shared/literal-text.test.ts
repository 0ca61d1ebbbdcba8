import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CustomRole, Key, Scope, ServiceAccount, bigeye } from "../index.ts";
import { createBigeyeStack, synthesize } from "../testing/test-stack.ts";
import { Fn, TerraformVariable } from "./cdktf.ts";
import { escapeLiterals } from "./literal-text.ts";

describe("a literal", () => {
  it.each([
    { given: 'bot-${file("/etc/hostname")}', want: 'bot-$${file("/etc/hostname")}' },
    { given: "%{ if true }x%{ endif }", want: "%%{ if true }x%%{ endif }" },
    { given: "$${already}", want: "$$${already}" },
    { given: "costs 5$ or 10%", want: "costs 5$ or 10%" },
  ])("$given", ({ given, want }) => {
    expect(escapeLiterals(given)).toBe(want);
  });

  it("keeps the tokens within a text", () => {
    const stack = createBigeyeStack();
    const { stringValue } = new TerraformVariable(stack, "team", { type: "string" });
    const bot = new ServiceAccount(stack, "bot", { name: `\${a}-${stringValue}-${Fn.upper("b")}` });
    const { resource } = synthesize(stack);
    expect(bot.name).toContain("${a}");
    expect(Object.values(resource?.["access_service_account"] ?? {})[0]?.["name"]).toBe(
      '$${a}-${var.team}-${upper("b")}',
    );
  });

  it("is literal wherever a text is given", () => {
    const stack = createBigeyeStack();
    const evil = '${file("/etc/hostname")}';
    const account = new ServiceAccount(stack, "bot", { name: `bot-${evil}` });
    ServiceAccount.fromName(stack, "other", `other-${evil}`);
    const on = Scope.fromName(stack, "workspace", { type: "workspace", name: evil });
    account.addRole(bigeye.role(`role-${evil}`), { on, reason: evil });
    new CustomRole(stack, "role", { description: evil, permissions: [bigeye.read("TABLE")] });
    new Key(stack, "key", { serviceAccount: account, keepers: { [evil]: evil }, reason: evil });
    const text = JSON.stringify(synthesize(stack));
    expect(text.match(/\$\$\{file\(/g)?.length).toBeGreaterThan(8);
    expect(text).not.toMatch(/(?<!\$)\$\{file\(/);
  });

  it("means itself to Terraform, which halves what was doubled", () => {
    const pieces = fc.array(fc.constantFrom("$", "{", "%", "}", "a", "${", "%{", "$${"), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join("");
        expect(escapeLiterals(text).replaceAll(/([$%])\1(?=\{)/g, "$1")).toBe(text);
      }),
    );
  });
});
