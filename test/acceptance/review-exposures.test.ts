import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";
import { runCommand } from "#cli/testing/run-command.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  const inner = join(bench.workspace.folder, "store");
  await mkdir(inner);
  await writeFile(
    join(inner, "main.tf"),
    `variable "token" {
  type = string
}
resource "terraform_data" "kept" {
  input = var.token
}
output "token" {
  value     = var.token
  sensitive = true
}
`,
  );
});

afterAll(() => bench.close());

const configuration = `${header}
resource "access_service_account" "ferry" {
  name = "ferry"
}
resource "access_key" "ferry" {
  service_account_id = access_service_account.ferry.id
  name               = "ferry-key"
  expires_at         = "2033-05-18T03:33:20Z"
}
module "store" {
  source = "./store"
  token  = access_key.ferry.secret
}
resource "terraform_data" "shown" {
  input = nonsensitive("token \${module.store.token}")
}
resource "terraform_data" "masked" {
  triggers_replace = [access_key.ferry.id]
  input            = { token = access_key.ferry.secret }
  provisioner "local-exec" {
    command     = "true"
    environment = { TOKEN = access_key.ferry.secret }
  }
}
output "shown" {
  value = nonsensitive(access_key.ferry.secret)
}
output "masked" {
  value     = access_key.ferry.secret
  sensitive = true
}
output "ids" {
  value = [access_key.ferry.id, access_key.ferry.name]
}
`;

interface Row {
  readonly code: string;
  readonly severity: string;
  readonly introduced: boolean;
  readonly address: string;
  readonly message: string;
}

async function listExposed(): Promise<{ readonly rows: readonly Row[]; readonly json: string; readonly out: string }> {
  await bench.workspace.write(configuration);
  await bench.workspace.must("get");
  await bench.workspace.must("plan", "-out", "review.plan");
  const json = await bench.workspace.must("show", "-json", "review.plan");
  const file = join(bench.workspace.folder, "review.json");
  await writeFile(file, json);
  const { out } = await runCommand(["review", file, "--format", "json"]);
  const { findings } = JSON.parse(out) as { readonly findings: readonly Row[] };
  return { rows: findings.filter(({ code }) => code === "LK210"), json, out };
}

function tell({ rows }: { readonly rows: readonly Row[] }): readonly string[] {
  return rows.map(({ severity, address, introduced }) => `${severity} ${address} ${introduced ? "new" : "old"}`).sort();
}

describe("a secret that a real plan passes on", () => {
  it("is an error where it is shown and a warning where it is kept, and an id is neither", async () => {
    expect(tell(await listExposed())).toEqual([
      "error output.shown new",
      "error terraform_data.shown new",
      "warning module.store.terraform_data.kept new",
      "warning terraform_data.masked new",
      "warning terraform_data.masked new",
    ]);
  });

  it("is not new once it is there, and its value is in no report", async () => {
    await bench.workspace.apply(configuration);
    const after = await listExposed();
    expect(tell(after)).toEqual([
      "error output.shown old",
      "error terraform_data.shown old",
      "warning module.store.terraform_data.kept old",
      "warning terraform_data.masked old",
      "warning terraform_data.masked old",
    ]);
    const secrets = [...after.json.matchAll(/"secret":"([^"]{20,})"/g)].map(([, secret]) => secret ?? "");
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(after.out).not.toContain(secret);
  });
});
