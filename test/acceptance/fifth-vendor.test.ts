import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import type * as Testing from "#testing/mock.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { Addition } from "./support/addition.ts";
import type { Checkout } from "./support/checkout.ts";

let addition: Addition;
let checkout: Checkout;

beforeAll(async () => {
  addition = await Addition.create("test/fixtures/fifth-vendor");
  ({ checkout } = addition);
});

afterAll(() => checkout.remove());

describe("a fifth vendor", () => {
  it("is new files alone: what else differs is generated, by one run of the generators", async () => {
    expect(addition.newFiles.length).toBeGreaterThan(20);
    const { generated, changed } = await addition.expectOnlyGenerated();
    expect(generated).toContain("vendors/mooring/facts/nouns.gen.ts");
    expect(changed).toContain("vendors/registry.gen.ts");
    expect(changed).toContain("docs/resources/service_account.md");
  });

  it("compiles, and keeps to the lint and to the directions of the house", () => addition.checkSources());
});

const planned = z.looseObject({ resource: z.record(z.string(), z.record(z.string(), z.unknown())) });

describe("what a fifth vendor is served by", () => {
  let mock: Testing.Mock;
  let workspace: Workspace;
  let url: string;
  let token: string;

  beforeAll(async () => {
    const { startMock } = (await import(join(checkout.folder, "testing", "mock.ts"))) as typeof Testing;
    mock = await startMock({ seed: { mooring: { crews: [{ name: "ferrymen", berth: null }] } } });
    ({ url, token } = mock.vendors["mooring"] ?? { url: "", token: "" });
    workspace = await Workspace.open({ MOORING_ENDPOINT: url, MOORING_PASS: token });
  });

  afterAll(async () => {
    await workspace.close();
    await mock.stop();
  });

  const ask = async (path: string, pass = token): Promise<Response> =>
    fetch(`${url}/v1/${path}`, { headers: { "Mooring-Pass": pass } });
  const names = async (): Promise<unknown> =>
    z
      .array(z.object({ name: z.string() }))
      .parse(await (await ask("crews")).json())
      .map(({ name }) => name);

  it("the mock: at its own prefix, seeded, with a refusal of its own", async () => {
    expect(url).toMatch(/\/mooring$/);
    expect(await names()).toEqual(["ferrymen"]);
    expect((await ask("crews", "nobody's")).status).toBe(401);
  });

  it("the vocabulary: a stack with its permissions, its own argument and its role by name is synthesized", async () => {
    const env = {
      CDKTF_OUTDIR: join(workspace.folder, "out"),
      TSX_TSCONFIG_PATH: join(checkout.folder, "tsconfig.json"),
    };
    await checkout.script("examples/one-crew/main.ts", [], env);
    const text = await readFile(join(workspace.folder, "out", "stacks", "one-crew", "cdk.tf.json"), "utf8");
    const { resource } = planned.parse(JSON.parse(text));
    const counts = Object.entries(resource).map(([type, instances]) => [type, Object.keys(instances).length]);
    expect(Object.fromEntries(counts)).toEqual({
      access_service_account: 1,
      access_role: 1,
      access_role_binding: 2,
      access_key: 1,
    });
    await workspace.writeText("cdk.tf.json", text);
    placeProvider({ stackFolder: workspace.folder, package: findBundledProvider(checkout.folder) });
    await workspace.must("init", "-no-color");
  });

  it("the bundled provider: plan, apply, two empty plans", async () => {
    const did = Object.values(await workspace.plan());
    expect(did).toEqual(Array.from({ length: 5 }, () => "create"));
    await workspace.must("apply", "-no-color", "-input=false", "test.plan");
    expect(await workspace.plan("-refresh=false")).toEqual({});
    expect(await workspace.plan()).toEqual({});
    expect(await names()).toEqual(["ferrymen", "night-watch"]);
    const secret = z.string().parse((await workspace.outputs())["gate_pass"]);
    expect((await ask("crews", secret)).status).toBe(200);
    expect(Object.values(await workspace.state())).toContainEqual(expect.objectContaining({ berth: "north-4" }));
  });

  it("the bundled provider: what was changed by hand is put back, and everything is destroyed", async () => {
    const [, crew] = z.array(z.object({ id: z.string() })).parse(await (await ask("crews")).json());
    const headers = { "Mooring-Pass": token };
    const body = JSON.stringify({ name: "by-hand", berth: null });
    await fetch(`${url}/v1/crews/${crew?.id}`, { method: "PUT", headers, body });
    expect(Object.values(await workspace.plan())).toEqual(["update"]);
    await workspace.must("apply", "-no-color", "-input=false", "test.plan");
    expect(await names()).toEqual(["ferrymen", "night-watch"]);
    await workspace.destroy();
    expect(await names()).toEqual(["ferrymen"]);
    expect(await (await ask("passes")).json()).toHaveLength(1);
  });

  it("its own argument is refused for every other vendor", async () => {
    const others = Object.entries(mock.vendors).filter(([name]) => Object.hasOwn(vendorFacts, name));
    expect(others.length).toBeGreaterThan(1);
    const elsewhere = await Workspace.open({});
    placeProvider({ stackFolder: elsewhere.folder, package: findBundledProvider(checkout.folder) });
    for (const [name, { url: endpoint, token: secret }] of others) {
      await elsewhere.write(`
terraform {
  required_providers {
    access = { source = "latchkey/access", version = "= ${findBundledProvider(checkout.folder).version}" }
  }
}
provider "access" {
  vendor   = "${name}"
  endpoint = "${endpoint}"
  token    = "${secret}"
}
resource "access_service_account" "watch" {
  name  = "night-watch"
  berth = "north-4"
}
`);
      await elsewhere.must("init", "-no-color");
      const output = await elsewhere.mustFail("plan", "-no-color", "-input=false");
      expect(output, name).toMatch(/berth|does not support access_service_account/);
    }
    await elsewhere.close();
  });
});
