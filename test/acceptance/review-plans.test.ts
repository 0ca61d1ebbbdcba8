import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";
import { runCommand } from "#cli/testing/run-command.ts";

let bench: Bench;
let second = "";

const role = (name: string, ...actions: readonly string[]): string => `
resource "access_role" "${name}" {
  name        = "${name}-role"
  permissions = [${actions.map((action) => `{ action = "${action}", resource = "dashboard" }`).join(", ")}]
}
`;

const account = (name: string, roles: string, given = name): string => `
resource "access_service_account" "${name}" {
  name     = "${given}"
  role_ids = [${roles}]
}
`;

const key = (name: string, of = name): string => `
resource "access_key" "${name}" {
  service_account_id = access_service_account.${of}.id
  name               = "${name}-key"
  expires_at         = "2033-05-18T03:33:20Z"
}
`;

const reader = "access_role.reader.id";

function writeFirst(...actions: readonly string[]): string {
  return [
    header,
    second,
    role("reader", "read", ...actions),
    account("ferry", reader),
    account("raft", reader),
    account("tug", reader),
    key("ferry"),
    key("tug"),
  ].join("");
}

beforeAll(async () => {
  bench = await openBench();
  const inkit = bench.mock.vendors["inkit"];
  if (inkit === undefined) throw new Error("the mock has no second vendor");
  second = `
provider "access" {
  alias    = "second"
  vendor   = "inkit"
  endpoint = "${inkit.url}"
  token    = "${inkit.token}"
}
resource "access_role" "elsewhere" {
  provider    = access.second
  name        = "elsewhere"
  permissions = [{ action = "create", resource = "folders" }]
}
`;
  await bench.workspace.apply(writeFirst());
});

afterAll(() => bench.close());

interface Told {
  readonly verdict: string;
  readonly complete: boolean;
  readonly blind: readonly string[];
  readonly assumptions: readonly string[];
  readonly subjects: readonly { readonly name: string; readonly vendor: string }[];
  readonly roles: readonly { readonly name: string; readonly vendor: string }[];
  readonly findings: readonly {
    readonly code: string;
    readonly introduced: boolean;
    readonly address: string | null;
  }[];
}

interface Options {
  readonly plan?: readonly string[];
  readonly flags?: readonly string[];
}

/** The plan that Terraform makes, reviewed. */
async function review(text: string, { plan = [], flags = [] }: Options = {}): Promise<Told> {
  await bench.workspace.write(text);
  await bench.workspace.must("plan", "-no-color", "-out=review.plan", ...plan);
  const json = await bench.workspace.must("show", "-json", "review.plan");
  const file = join(bench.workspace.folder, "review.json");
  await writeFile(file, json);
  const { out, err } = await runCommand(["review", file, "--format", "json", ...flags]);
  expect(err).toBe("");
  return JSON.parse(out) as Told;
}

const tell = ({ findings }: Told): readonly string[] =>
  findings.map(({ code, introduced, address }) => `${introduced ? "" : "~"}${code} ${address ?? ""}`.trim());

describe("the review of a plan by the real Terraform", () => {
  it("limited by -target says that it is not all", async () => {
    const told = await review(writeFirst("update"), { plan: ["-target=access_service_account.ferry"] });
    expect(told).toMatchObject({ verdict: "broadens", complete: false });
    expect(tell(told)).toContain("~LK905");
  });

  it("for the destruction of everything says who loses what", async () => {
    const told = await review(writeFirst(), { plan: ["-destroy"] });
    expect(told).toMatchObject({ verdict: "narrows", complete: true });
    expect(tell(told)).toEqual(expect.arrayContaining(["LK304 access_key.ferry", "LK304 access_key.tug"]));
    expect(tell(told).filter((one) => /LK1|LK306|LK9/.test(one))).toEqual([]);
  });

  it("that moves, imports, forgets, replaces, deletes and creates, at two vendors, says each once", async () => {
    const found = await bench.admin.must({ method: "POST", path: "/service_accounts", body: { name: "lighter" } });
    const { id } = found as { readonly id: string };
    const text = [
      header,
      second,
      role("reader", "read", "update"),
      account("barge", reader, "ferry"),
      account("tug", reader),
      account("lighter", reader),
      account("punt", reader),
      key("ferry", "barge"),
      key("punt"),
      "moved {\n  from = access_service_account.ferry\n  to   = access_service_account.barge\n}\n",
      `import {\n  to = access_service_account.lighter\n  id = "${id}"\n}\n`,
      "removed {\n  from = access_key.tug\n  lifecycle {\n    destroy = false\n  }\n}\n",
    ].join("");
    const named = ["access_key.tug", "access_service_account.raft"].map((one) => `${one}=signoz`);
    const told = await review(text, { flags: named.flatMap((one) => ["--vendor", one]) });

    expect(told).toMatchObject({ verdict: "both", complete: true, blind: [] });
    expect(told.assumptions.filter((one) => one.includes("the only block of its vendor"))).toHaveLength(2);
    expect(told.subjects.map(({ name }) => name).toSorted()).toEqual(["ferry", "lighter", "punt", "raft", "tug"]);
    expect(told.roles.filter(({ vendor }) => vendor.startsWith("Inkit")).map(({ name }) => name)).toContain(
      "elsewhere",
    );
    expect(tell(told)).toEqual([
      "~LK210 provider.access.second",
      "LK104 access_role.reader",
      "LK203 access_key.punt",
      "LK308 access_key.tug",
      "LK301 access_service_account.raft",
      "~LK405 access_role.elsewhere",
    ]);
    const unnamed = await review(text);
    expect(unnamed).toMatchObject({ verdict: "broadens", complete: false });
    expect(tell(unnamed)).toEqual(
      expect.arrayContaining(["LK904 access_key.tug", "LK904 access_service_account.raft"]),
    );
  });

  it("that only refreshes tells what others changed, and changes nothing", async () => {
    const [id] = (await bench.admin.customRoles()).map((one) => one.id);
    const { transactionGroups } = await bench.admin.role(id ?? "");
    const listing = {
      relation: "list",
      objectGroup: { resource: { type: "metaresource", kind: "dashboard" }, selectors: ["*"] },
    };
    await bench.admin.must({
      method: "PUT",
      path: `/roles/${id}`,
      body: { description: "", transactionGroups: [...transactionGroups, listing] },
    });
    const told = await review(writeFirst(), { plan: ["-refresh-only"] });
    expect(told).toMatchObject({ verdict: "neither", complete: true });
    expect(told.assumptions.some((one) => one.startsWith("access_role.reader was changed outside Terraform"))).toBe(
      true,
    );
  });
});
