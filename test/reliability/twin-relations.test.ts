import { afterEach, describe, expect, it } from "vitest";
import { nounDefinition } from "#vendors/definitions.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { readSeed, type ServedNoun, servedNouns } from "../support/stack/nouns.ts";
import { type Run, Stack } from "../support/stack/stack.ts";
import { startVendorDouble, type VendorDouble } from "../support/stack/vendor-double.ts";

let double: VendorDouble;
afterEach(() => double.close());

/** A vendor keeps one row of these for two resources: relations, the mapping of a domain, an account's only secret. */
const cases = servedNouns.filter(
  ({ isRelation, type, vendor }) => isRelation || type === "role_mapping" || `${vendor} ${type}` === "inkit key",
);

const twinLabel = "the_twin";

function addTwin({ example, address, type }: ServedNoun): string {
  const label = address.split(".")[1] ?? "";
  const block =
    new RegExp(String.raw`resource "access_${type}" "${label}" \{\n[\s\S]*?\n\}\n`).exec(example)?.[0] ?? "";
  return example + block.replace(`"${label}"`, `"${twinLabel}"`);
}

async function open({ vendor }: ServedNoun): Promise<Stack> {
  double = await startVendorDouble(vendor, { seed: readSeed(vendor) });
  return new Stack({ vendor, endpoint: double.url, token: double.token });
}

function expectRefused(run: Run, time = "first"): void {
  expect(
    run.errors.map(({ detail }) => detail),
    `the ${time} time`,
  ).toEqual([
    expect.stringMatching(/Two resources of this configuration .* keeps only one .*terraform state rm ADDRESS/s),
  ]);
}

async function countWrites(work: () => Promise<unknown>): Promise<number> {
  const before = double.requests.length;
  await work();
  return double.requests.slice(before).filter((request) => !request.startsWith("GET ")).length;
}

describe.each(cases)("two resources for one $type of $vendor", (noun) => {
  it("are refused at the first apply and at each later one, and one of them is made", async () => {
    const stack = await open(noun);
    for (const time of ["first", "second", "third"]) {
      expectRefused(await stack.apply(addTwin(noun)), time);
      const made = [...stack.state.keys()].filter((address) => address.startsWith(`access_${noun.type}.`));
      expect(made.length).toBeLessThanOrEqual(
        new Set([noun.address]).size + noun.example.split(`"access_${noun.type}"`).length - 2,
      );
    }
  });

  it("are refused if one of them is in state already", async () => {
    const stack = await open(noun);
    expect((await stack.apply(noun.example)).errors).toEqual([]);
    const { id } = stack.values(noun.address);
    expectRefused(await stack.plan(addTwin(noun)));
    expectRefused(await stack.apply(addTwin(noun)));
    expect(stack.values(noun.address)["id"]).toBe(id);
    expect((await stack.plan(noun.example)).did).toEqual({});
  });

  it("are refused if both are in state, also after an import, and nothing is removed", async () => {
    const stack = await open(noun);
    expect((await stack.apply(noun.example)).errors).toEqual([]);
    const twin = `access_${noun.type}.${twinLabel}`;
    const values = stack.values(noun.address);
    const { importId } = nounDefinition(noun.type);
    const forms: Readonly<Record<string, string>> = {
      "signoz role_binding": `account/${String(values["id"])}`,
      "arize role_binding": String(values["id"]),
      "bigeye role_binding": `group/${String(values["group_id"])}/${String(values["id"])}`,
      "inkit key": String(values["id"]),
    };
    const id =
      forms[`${noun.vendor} ${noun.type}`] ?? importId.map((name) => String(values[toSnakeCase(name)])).join("/");
    expect((await stack.import(twin, id)).errors).toEqual([]);
    expect(stack.values(twin)["id"]).toBe(values["id"]);
    const writes = await countWrites(async () => {
      for (const time of ["first", "second"]) expectRefused(await stack.apply(addTwin(noun)), time);
    });
    expect(writes).toBe(0);
    stack.state.delete(twin);
    expect((await stack.plan(noun.example)).did).toEqual({});
  });

  it("are not what a resource and its successor are", async () => {
    const stack = await open(noun);
    expect((await stack.apply(noun.example)).errors).toEqual([]);
    const kept = stack.state.get(noun.address);
    if (kept === undefined) throw new Error(`${noun.address} is not in state`);
    stack.state.set(noun.address, { ...kept, isTainted: true });
    expect((await stack.apply(noun.example)).errors).toEqual([]);
    expect((await stack.plan(noun.example)).did).toEqual({});
  });
});

it("are tried for several vendors and nouns", () => {
  expect(cases.length).toBeGreaterThan(4);
});
