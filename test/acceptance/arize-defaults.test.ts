import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { does } from "#terraform/plugin/testing/checks.ts";
import { header, keyAddress, places, type ArizeBench, openArizeBench, valuesOf } from "./support/arize.ts";

let bench: ArizeBench;

beforeEach(async () => {
  bench = await openArizeBench("2031-03-01T06:00:00Z");
});

afterEach(() => bench.close());

interface Written {
  readonly account?: string;
  readonly organization?: string;
  readonly space?: string;
}

function configuration({ account = "", organization = "", space = "" }: Written): string {
  return `${header}${places}
resource "access_key" "tern" {
  name   = "tern-ingest"
  access = {
    ${account}
    organizations = [{
      org_id = data.access_scope.fisheries.id
      ${organization}
      spaces = [{
        space_id = data.access_scope.landings.id
        ${space}
      }]
    }]
  }
}
`;
}

const written: Written = {
  account: 'account_role = "MEMBER"',
  organization: 'role = "READ_ONLY"',
  space: 'role = { type = "PREDEFINED", name = "MEMBER" }',
};

const { account = "", organization = "", space = "" } = written;

it.each([
  { name: "all of them", given: written },
  { name: "the account's", given: { account } },
  { name: "the organization's", given: { organization } },
  { name: "the space's", given: { space } },
])("defaults of a key's access that are written out, and taken out again, plan nothing: $name", async ({ given }) => {
  await bench.host.step(configuration({}));
  const { id } = await valuesOf(bench);
  await bench.host.step(configuration(given), { plan: [does({})] });
  await bench.host.step(configuration({}), { plan: [does({})] });
  expect((await valuesOf(bench))["id"]).toBe(id);
});

it("a level that is not the default replaces the key", async () => {
  await bench.host.step(configuration(written));
  await bench.workspace.write(configuration({ ...written, organization: 'role = "MEMBER"' }));
  expect(await bench.workspace.plan()).toMatchObject({ [keyAddress]: "delete, create" });
});

it.each([
  { name: "left out", given: {} },
  { name: "written out", given: written },
])("a state from before the defaults were kept stays with its key: $name", async ({ given }) => {
  await bench.host.step(configuration({}));
  const { id } = await valuesOf(bench);
  const path = join(bench.workspace.folder, "terraform.tfstate");
  const text = await readFile(path, "utf8");
  const old = text
    .replace('"account_role": "MEMBER"', '"account_role": null')
    .replace('"role": "READ_ONLY"', '"role": null')
    .replace(/"role": \{[^}]*\}/, '"role": null');
  expect(old.match(/role": null/g)).toHaveLength(3);
  await writeFile(path, old);
  await bench.host.step(configuration(given), { plan: [does({ [keyAddress]: "update" })] });
  expect((await valuesOf(bench))["id"]).toBe(id);
});
