import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const account = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";
const pasted = JSON.stringify([
  {
    objectGroup: { resource: { kind: "factor-api-key", type: "metaresource" }, selectors: ["*"] },
    relation: "create",
  },
  {
    objectGroup: { resource: { kind: "serviceaccount", type: "serviceaccount" }, selectors: [account] },
    relation: "attach",
  },
  {
    objectGroup: { resource: { kind: "logs", type: "telemetryresource" }, selectors: ["builder_query"] },
    relation: "read",
  },
]);

function asking(question: string): string {
  return `${header}
output "answer" {
  value = ${question}
}
`;
}

describe("permissions_from_json", () => {
  it("gives a role what its page shows, and the plan after is empty", async () => {
    await bench.workspace.writeText("role.json", pasted);
    const { state } = await bench.workspace.apply(`${header}
resource "access_role" "pasted" {
  name        = "plover-pasted"
  permissions = provider::access::permissions_from_json("signoz", file("role.json"))
}

output "may_attach" {
  value = provider::access::permission_allows("signoz", access_role.pasted.permissions, "attach", "serviceaccount", "${account}")
}
`);
    expect(state["access_role.pasted"]?.["permissions"]).toHaveLength(3);
    expect(await bench.workspace.outputs()).toStrictEqual({ may_attach: true });
    const listed = (await bench.admin.customRoles()).find(({ name }) => name === "plover-pasted");
    const { transactionGroups } = await bench.admin.role(listed?.id ?? "");
    expect(transactionGroups.map(({ relation }) => relation).toSorted()).toStrictEqual(["attach", "create", "read"]);
    await bench.workspace.destroy();
  });

  it("runs where there is nothing to configure a provider for", async () => {
    await bench.workspace.write(asking(`provider::access::permissions_from_json("signoz", ${JSON.stringify(pasted)})`));
    await bench.workspace.must("apply", "-no-color", "-auto-approve");
    const { answer } = await bench.workspace.outputs();
    expect(answer).toContainEqual({ action: "create", resource: "factor-api-key", selectors: null });
    expect(answer).toContainEqual({ action: "attach", resource: "serviceaccount", selectors: [account] });
  });
});

describe("the signatures", () => {
  it("are what Terraform prints of the provider, fields that may be left out among them", async () => {
    await bench.workspace.write(header);
    const printed = z
      .object({ provider_schemas: z.record(z.string(), z.object({ functions: z.record(z.string(), z.unknown()) })) })
      .parse(JSON.parse(await bench.workspace.must("providers", "schema", "-json")));
    const { functions } = printed.provider_schemas["registry.terraform.io/latchkey/access"] ?? {};
    expect(Object.keys(functions ?? {})).toStrictEqual(["permission_allows", "permissions_from_json"]);
    expect(JSON.stringify(functions)).toContain('["selectors"]]');
  });
});

describe("the example in docs/provider.md", () => {
  it("can be planned and applied", async () => {
    const page = await readFile(join(import.meta.dirname, "..", "..", "docs", "provider.md"), "utf8");
    const [example = ""] = /(?<=```hcl\n)resource "access_role" "keeper" \{.*?\n\}\n(?=```)/s.exec(page) ?? [];
    expect(example).toContain("permission_allows");
    await bench.workspace.writeText("keeper.json", pasted);
    await bench.workspace.apply(`${header}${example}`);
    await bench.workspace.destroy();
  });
});

const held =
  '[{ action = "read", resource = "logs", selectors = ["builder_query"] }, { action = "list", resource = "role" }]';

describe("permission_allows", () => {
  it.each([
    { name: "a part of what is held", asked: '"read", "logs", "builder_query/signoz.workspace.key.id/k"', want: true },
    { name: "what is held on everything", asked: '"list", "role", "*"', want: true },
    { name: "more than is held", asked: '"read", "logs", "*"', want: false },
    { name: "another kind", asked: '"read", "traces", "builder_query"', want: false },
  ])("answers $want for $name, selectors left out where they may be", async ({ asked, want }) => {
    await bench.workspace.write(asking(`provider::access::permission_allows("signoz", ${held}, ${asked})`));
    await bench.workspace.must("apply", "-no-color", "-auto-approve");
    expect(await bench.workspace.outputs()).toStrictEqual({ answer: want });
  });
});

describe("what a function refuses", () => {
  it.each([
    {
      name: "text that is no JSON",
      call: 'permissions_from_json("signoz", "[\\n{]")',
      want: [/Invalid value for "text" parameter: line 2, column 2: this is not JSON/],
    },
    {
      name: "a vendor that there is not",
      call: 'permissions_from_json("cellar", "[]")',
      want: [/Invalid value for "vendor" parameter: Unknown vendor "cellar"/, /Known vendors: .*\bsignoz\b/],
    },
    {
      name: "a misspelled verb",
      call: `permission_allows("signoz", ${held}, "reed", "logs", "*")`,
      want: [/Invalid value for "action" parameter: logs does not have the action "reed"/],
    },
    {
      name: "a selector of another form",
      call: `permission_allows("signoz", ${held}, "read", "dashboard", "mine")`,
      want: [/Invalid value for "selector" parameter/],
    },
  ])("fails for $name, at that argument", async ({ call, want }) => {
    await bench.workspace.write(asking(`provider::access::${call}`));
    const told = await bench.workspace.mustFail("plan", "-no-color");
    for (const pattern of want) expect(told.replace(/\s+/g, " ")).toMatch(pattern);
    expect(told).not.toMatch(/\.\.\n/);
  });
});
