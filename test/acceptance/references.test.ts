import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Instance } from "#access/model/statements/instance.ts";
import { isLink } from "#access/model/statements/link.ts";
import { readAccess } from "#review/read-source.ts";
import { listShownObjects } from "#review/terraform/values.ts";
import { type Bench, header, openBench } from "./support/access.ts";

const needs = `
terraform {
  required_providers {
    access = { source = "latchkey/access" }
  }
}
`;

const bots = `${needs}
variable "role_id" {}
variable "suffix" { default = "plain" }

resource "access_service_account" "bot" {
  name     = "bot-\${var.suffix}"
  role_ids = [var.role_id]
}

module "inner" {
  source = "./inner"
}

output "inner_role" { value = module.inner.role_id }
`;

const inner = `${needs}
resource "access_role" "deep" {
  name        = "deep"
  permissions = [{ action = "read", resource = "dashboard" }]
}

output "role_id" { value = access_role.deep.id }
`;

const configuration = `${header}
variable "pick" { default = "b" }

locals {
  picked = access_role.r["a"].id
}

resource "access_role" "r" {
  for_each    = toset(["a", "b"])
  name        = "r-\${each.key}"
  permissions = [{ action = "read", resource = "dashboard" }]
}

module "bots" {
  source   = "./bots"
  for_each = { x = access_role.r["a"].id }
  role_id  = each.value
  suffix   = each.key
}

resource "access_service_account" "instance" {
  name     = "instance"
  role_ids = [access_role.r["a"].id]
}

resource "access_service_account" "computed" {
  name     = "computed"
  role_ids = [access_role.r[var.pick].id]
}

resource "access_service_account" "output" {
  name     = "output"
  role_ids = [module.bots["x"].inner_role]
}

resource "access_service_account" "each" {
  for_each = access_role.r
  name     = "each-\${each.key}"
  role_ids = [each.value.id]
}

resource "access_service_account" "all" {
  name     = "all"
  role_ids = [for role in access_role.r : role.id]
}

resource "access_service_account" "local" {
  name     = "local"
  role_ids = [local.picked]
}
`;

const either = ['access_role.r["a"]', 'access_role.r["b"]'];

/** What the plan alone says that each account's roles are. */
const wanted: { readonly [address: string]: readonly string[] | string } = {
  "access_service_account.instance": ['access_role.r["a"]'],
  "access_service_account.computed": either,
  "access_service_account.output": ['module.bots["x"].module.inner.access_role.deep'],
  'access_service_account.each["a"]': either,
  'access_service_account.each["b"]': either,
  "access_service_account.all": either,
  "access_service_account.local": "a plan does not say what `local.picked` is",
  'module.bots["x"].access_service_account.bot': ['access_role.r["a"]'],
};

const values = z.object({ id: z.string(), role_ids: z.array(z.string()).optional() });

let bench: Bench;
let accounts: readonly Instance[] = [];

beforeAll(async () => {
  bench = await openBench();
  const { workspace } = bench;
  await mkdir(join(workspace.folder, "bots", "inner"), { recursive: true });
  await workspace.writeText("bots/main.tf", bots);
  await workspace.writeText("bots/inner/main.tf", inner);
  await workspace.write(configuration);
  await workspace.must("init", "-no-color");
  await workspace.must("plan", "-no-color", "-out=test.plan");
  const { reading } = readAccess(await workspace.must("show", "-json", "test.plan"), { side: null, vendors: [] });
  accounts = reading.instances.filter(({ type }) => type === "service_account");
});

afterAll(() => bench.close());

const listRoleIds = ({ state }: Instance): readonly unknown[] => state["roleIds"] as readonly unknown[];

describe("an id that a plan does not know", () => {
  it("is followed to the objects that it may be of, or the doubt has a name", () => {
    const found = accounts.map((instance) => {
      const links = listRoleIds(instance).map((one) => (isLink(one) ? one.addresses : []));
      return [instance.address ?? "", instance.doubts?.get("role_ids") ?? [...new Set(links.flat())].sort()] as const;
    });
    expect(Object.fromEntries(found)).toEqual(wanted);
  });

  it("turns out to be one of them", async () => {
    await bench.workspace.must("apply", "-no-color", "-input=false", "test.plan");
    const shown = z.object({ values: z.unknown() }).parse(JSON.parse(await bench.workspace.must("show", "-json")));
    const state = new Map(
      listShownObjects(shown.values).map(({ address, values: one }) => [address, values.parse(one)]),
    );
    let count = 0;
    for (const instance of accounts) {
      const allowed = listRoleIds(instance).flatMap((one) => (isLink(one) ? one.addresses : []));
      const ids = new Set(allowed.map((address) => state.get(address)?.id));
      for (const id of state.get(instance.address ?? "")?.role_ids ?? []) {
        if (allowed.length === 0) continue;
        expect(ids, instance.address ?? "").toContain(id);
        count += 1;
      }
    }
    expect(count).toBe(8);
  });
});
