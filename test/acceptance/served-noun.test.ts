import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import type * as ReadSource from "#review/read-source.ts";
import type * as Testing from "#testing/mock.ts";
import { root } from "../laws/repository.ts";
import { Addition } from "./support/addition.ts";
import type { Checkout } from "./support/checkout.ts";

const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const state4 = z.looseObject({
  serial: z.number(),
  resources: z.array(
    z.looseObject({
      type: z.string(),
      instances: z.array(z.looseObject({ attributes: z.record(z.string(), z.unknown()) })),
    }),
  ),
});

let addition: Addition;
let checkout: Checkout;

beforeAll(async () => {
  addition = await Addition.create("test/fixtures/served-noun");
  ({ checkout } = addition);
});

afterAll(() => checkout.remove());

describe("a noun that is served on one vendor", () => {
  it("is new files alone: definition, facts, wire, adapter, mock, cases, construct and example", async () => {
    expect(addition.newFiles.length).toBeGreaterThan(7);
    const { generated, changed } = await addition.expectOnlyGenerated();
    for (const path of [
      "access/model/nouns/registry.gen.ts",
      "vendors/bigeye/resources.gen.ts",
      "mock-server/bigeye/nouns.gen.ts",
    ])
      expect(changed).toContain(path);
    expect(generated).toEqual([
      "constructs/gen/beacon.ts",
      "docs/api/latchkey/classes/Beacon.md",
      "docs/api/latchkey/interfaces/BeaconProps.md",
      "docs/ephemeral-resources/beacon.md",
      "docs/resources/beacon.md",
    ]);
  });

  it("compiles, and keeps to the lint and to the directions of the house", () => addition.checkSources());

  it("has its page: what a change does at each vendor is derived", async () => {
    const page = await checkout.text("docs/resources/beacon.md");
    expect(page).toContain("`red`");
    expect(page).toMatch(/Bigeye/);
    expect(page).toContain("pier-head");
  });

  it("is held by the vendor's contract suite, its cases among the others", async () => {
    const which = ["--project", "unit", "--root", checkout.folder, "test/contract/bigeye.test.ts"];
    const output = await checkout.run(bin("vitest"), ["run", "--reporter", "verbose", ...which]);
    expect(output).toMatch(/beacons.*is created, changed and deleted/);
    expect(output).toContain("exercised every route that the mock has");
  });
});

describe("what it is served by", () => {
  let mock: Testing.Mock;
  let workspace: Workspace;
  let url: string;
  let token: string;

  beforeAll(async () => {
    const { startMock } = (await import(join(checkout.folder, "testing", "mock.ts"))) as typeof Testing;
    mock = await startMock();
    ({ url, token } = mock.vendors["bigeye"] ?? { url: "", token: "" });
    workspace = await Workspace.open({ BIGEYE_API_URL: url, BIGEYE_API_KEY: token });
  });

  afterAll(async () => {
    await workspace.close();
    await mock.stop();
  });

  /** The state as another version of the provider wrote it. */
  const rewriteState = async (version: number, [from, to]: readonly [string, string]): Promise<string> => {
    const state = state4.parse(JSON.parse(await workspace.must("state", "pull")));
    for (const { type, instances } of state.resources) {
      if (type !== "access_beacon") continue;
      for (const instance of instances) {
        const entries = Object.entries(instance.attributes).map(([name, value]) => [name === from ? to : name, value]);
        Object.assign(instance, { schema_version: version, attributes: Object.fromEntries(entries) });
      }
    }
    const text = JSON.stringify({ ...state, serial: state.serial + 1 });
    await workspace.writeText("rewritten.tfstate", text);
    await workspace.must("state", "push", "rewritten.tfstate");
    return workspace.must("state", "pull");
  };

  const readReview = async (text: string) => {
    const path = join(checkout.folder, "review", "read-source.ts");
    const { readAccess } = (await import(path)) as typeof ReadSource;
    const vendors = [{ address: null, vendor: "bigeye", endpoint: null }];
    const { reading } = readAccess(text, { side: null, vendors });
    const beacon = reading.instances.find(({ type }) => type === "beacon");
    return { color: beacon?.state["color"], blind: reading.blind };
  };

  const colorOf = async (id: string): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1/beacons/${id}`, { headers: { Authorization: `apikey ${token}` } });
    return response.status === 200
      ? z.object({ color: z.string() }).parse(await response.json()).color
      : response.status;
  };

  it("the construct: a stack with it is synthesized", async () => {
    const env = {
      CDKTF_OUTDIR: join(workspace.folder, "out"),
      TSX_TSCONFIG_PATH: join(checkout.folder, "tsconfig.json"),
    };
    await checkout.script("examples/one-beacon/main.ts", [], env);
    const text = await readFile(join(workspace.folder, "out", "stacks", "one-beacon", "cdk.tf.json"), "utf8");
    expect(JSON.parse(text)).toHaveProperty("resource.access_beacon");
    await workspace.writeText("cdk.tf.json", text);
    placeProvider({ stackFolder: workspace.folder, package: findBundledProvider(checkout.folder) });
    await workspace.must("init", "-no-color");
  });

  it("the provider: applied, planned empty twice, put back after a change by hand, destroyed", async () => {
    expect(Object.values(await workspace.plan())).toEqual(["create", "create"]);
    await workspace.must("apply", "-no-color", "-input=false", "test.plan");
    expect(await workspace.plan("-refresh=false")).toEqual({});
    expect(await workspace.plan()).toEqual({});
    const id = z.string().parse((await workspace.outputs())["beacon_id"]);
    expect(await colorOf(id)).toBe("red");
    const row = Object.values(await workspace.state()).find((values) => "color" in values);
    const keeperId = z.string().parse(row?.["service_account_id"]);
    const headers = { Authorization: `apikey ${token}`, "content-type": "application/json" };
    const body = JSON.stringify({ name: "pier-head", keeperId: Number(keeperId), color: "green" });
    await fetch(`${url}/api/v1/beacons/${id}`, { method: "PUT", headers, body });
    expect(Object.values(await workspace.plan())).toEqual(["update"]);
    await workspace.must("apply", "-no-color", "-input=false", "test.plan");
    expect(await colorOf(id)).toBe("red");
  });

  it("a state of its older version: the provider and a question about the file upgrade it alike", async () => {
    const older = await rewriteState(0, ["color", "light"]);
    expect(older).toContain('"light": "red"');
    expect(await readReview(older)).toEqual({ color: "red", blind: [] });
    expect(await workspace.plan("-refresh=false")).toEqual({});
    expect(await workspace.plan()).toEqual({});
  });

  it("a state of a newer version: neither guesses", async () => {
    const newer = await rewriteState(2, ["light", "hue"]);
    const { color, blind } = await readReview(newer);
    expect({ color, blind }).toEqual({ color: undefined, blind: [expect.stringContaining("stored in form 2")] });
    expect(await workspace.mustFail("plan", "-no-color", "-refresh=false")).toContain("newer");
    await rewriteState(1, ["hue", "color"]);
    expect(await workspace.plan()).toEqual({});
    const id = z.string().parse((await workspace.outputs())["beacon_id"]);
    await workspace.destroy();
    expect(await colorOf(id)).toBe(404);
  });

  it("the provider: one for one run is made and ended by a plan", async () => {
    const path = join(workspace.folder, "cdk.tf.json");
    const text = await readFile(path, "utf8");
    const { terraform, provider } = z.looseObject({}).parse(JSON.parse(text)) as Record<string, unknown>;
    const body = { name: "skerry", service_account_id: "4711", color: "red" };
    const ephemeral = { access_beacon: { skerry: body } };
    await workspace.writeText("cdk.tf.json", JSON.stringify({ terraform, provider, ephemeral }));
    await mock.forgetRequests();
    const printed = await workspace.must("plan", "-no-color", "-input=false");
    await workspace.writeText("cdk.tf.json", text);
    const wrote = (await mock.requests()).filter(({ method }) => method !== "GET");
    expect(wrote.map(({ method, status }) => `${method} ${status}`)).toEqual(["POST 200", "DELETE 200"]);
    expect(printed.replaceAll(/\s+/g, " ")).toContain("would outlive a run that is killed");
  });

  it("validate: a word that the definition does not have is refused", async () => {
    const path = join(workspace.folder, "cdk.tf.json");
    const text = await readFile(path, "utf8");
    await workspace.writeText("cdk.tf.json", text.replace('"color": "red"', '"color": "blue"'));
    expect(await workspace.mustFail("validate", "-no-color")).toMatch(/red.*green/s);
  });
});
