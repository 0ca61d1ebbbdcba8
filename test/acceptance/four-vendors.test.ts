import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { createAccessProvider } from "#terraform/provider/provider.ts";
import { hostProvider, TestHost } from "#terraform/plugin/testing/test-host.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { synthesizeExample } from "../support/example-app.ts";

const seed = {
  bigeye: { workspaces: [{ name: "Orders" }] },
  arize: { organizations: [{ name: "acme", spaces: [{ name: "Recommendations" }, { name: "Fraud" }] }] },
};

let mock: Mock;
let workspace: Workspace;
const environment: Record<string, string> = {};

beforeAll(async () => {
  mock = await startMock({ seed });
  for (const [name, { url, token }] of Object.entries(mock.vendors)) {
    const { endpointVariable, tokenVariable } = vendorFacts[name]?.connection ?? {};
    if (endpointVariable === undefined || tokenVariable === undefined) throw new Error(`${name} is not served`);
    Object.assign(environment, { [endpointVariable]: url, [tokenVariable]: token });
  }
  workspace = await Workspace.open(environment);
  placeProvider({ stackFolder: workspace.folder, package: findBundledProvider(import.meta.dirname) });
  await workspace.writeText("cdk.tf.json", await synthesizeExample("one-team-everywhere"));
  await workspace.must("init", "-no-color");
});

afterAll(async () => {
  await workspace.close();
  await mock.stop();
});

/** How each vendor takes a key, what the bot's may do there, and what it may not. */
const bots = {
  signoz: {
    headers: (key: string) => ({ "SIGNOZ-API-KEY": key }),
    may: "/api/v1/service_accounts/me",
    mayNot: ["GET", "/api/v1/service_accounts"],
  },
  bigeye: {
    headers: (key: string) => ({ authorization: `apikey ${key}` }),
    may: "/api/v1/collections",
    mayNot: ["GET", "/api/v1/users"],
  },
  arize: {
    headers: (key: string) => ({ authorization: `Bearer ${key}` }),
    may: "/v2/spaces",
    mayNot: ["POST", "/v2/roles"],
  },
  inkit: { headers: (key: string) => ({ "X-Inkit-API-Token": key }), may: undefined, mayNot: ["GET", "/v1/role"] },
} as const;

async function status(
  name: keyof typeof bots,
  key: string,
  [method, path]: readonly [string, string],
): Promise<number> {
  const url = `${mock.vendors[name]?.url ?? ""}${path}`;
  const body = method === "GET" ? {} : { body: JSON.stringify({ name: "wider", permissions: ["PROJECT_READ"] }) };
  return (await fetch(url, { method, headers: bots[name].headers(key), ...body })).status;
}

async function keys(): Promise<readonly (readonly [keyof typeof bots, string])[]> {
  const outputs = await workspace.outputs();
  return z
    .array(z.tuple([z.enum(["signoz", "bigeye", "arize", "inkit"]), z.string().min(10)]))
    .parse(Object.entries(outputs).map(([name, value]) => [name.replace(/_key$/, ""), value]));
}

describe("examples/one-team-everywhere, with the bundled provider", () => {
  it("has a block for every vendor that there is", () => {
    expect(Object.keys(bots).toSorted()).toEqual(Object.keys(vendorFacts).toSorted());
  });

  it("makes the bots of four vendors in one apply, and the plan after it is empty", async () => {
    const did = Object.entries(await workspace.plan());
    expect(new Set(did.map(([, action]) => action))).toEqual(new Set(["create"]));
    await workspace.must("apply", "-no-color", "-input=false", "test.plan");
    expect(await workspace.plan("-refresh=false")).toEqual({});
    expect(await workspace.plan()).toEqual({});
    expect(did.length).toBeGreaterThan(10);
  });

  it("gives each bot a key that works at its vendor alone, and cannot widen itself there", async () => {
    const made = await keys();
    expect(made).toHaveLength(4);
    for (const [name, key] of made) {
      const { may, mayNot } = bots[name];
      if (may !== undefined) expect(await status(name, key, ["GET", may]), `${name} ${may}`).toBe(200);
      expect(await status(name, key, mayNot), `${name} ${mayNot.join(" ")}`).toBe(403);
      for (const [other] of made.filter(([one]) => one !== name)) {
        expect(await status(other, key, bots[other].mayNot), `the key of ${name} at ${other}`).toBe(401);
      }
    }
  });

  it("asks every vendor at each plan, each with the token that it takes", async () => {
    await mock.forgetRequests();
    await workspace.plan();
    const asked = await mock.requests();
    expect(new Set(asked.map(({ vendor }) => vendor))).toEqual(new Set(Object.keys(bots)));
    expect(asked.filter(({ principal, status }) => principal === null || status >= 400)).toEqual([]);
  });

  it("destroys everything: no key works any more", async () => {
    const made = await keys();
    await workspace.destroy();
    expect(await workspace.state()).toEqual({});
    expect(made).toHaveLength(4);
    for (const [name, key] of made) expect(await status(name, key, bots[name].mayNot), name).toBe(401);
  });
});

describe("examples/one-team-everywhere, over reattach", () => {
  it("keeps the blocks apart, though they share one process", async () => {
    const provider = createAccessProvider({ environment, now: () => new Date(), sleep: () => Promise.resolve() });
    const host = await TestHost.open([hostProvider("registry.terraform.io/latchkey/access", provider)]);
    const stack = z.looseObject({}).parse(JSON.parse(await synthesizeExample("one-team-everywhere")));
    // Where it keeps its state, and in which version it takes the provider, is not what is tried here.
    const terraform = { required_providers: { access: { source: "latchkey/access" } } };
    await host.workspace.remove("main.tf");
    await host.workspace.writeText("cdk.tf.json", JSON.stringify({ ...stack, terraform }));
    await host.workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
    expect(await host.workspace.plan()).toEqual({});
    await host.workspace.destroy();
    expect(await host.workspace.state()).toEqual({});
    await host.close();
  });
});
