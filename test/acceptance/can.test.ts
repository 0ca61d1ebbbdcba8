import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { synthesizeExample } from "../support/example-app.ts";
import { giveInput, runCommand } from "#cli/testing/run-command.ts";

const seed = {
  bigeye: { workspaces: [{ name: "Orders" }] },
  arize: { organizations: [{ name: "acme", spaces: [{ name: "Recommendations" }, { name: "Fraud" }] }] },
};

let mock: Mock;
let workspace: Workspace;
/** Each document that Terraform or CDKTF makes of the example. */
const documents = { stack: "", planned: "", state: "", stateFile: "", destroyed: "" };
const outputs: string[] = [];

async function showPlan(...args: readonly string[]): Promise<string> {
  await workspace.must("plan", "-no-color", "-input=false", "-out=can.plan", ...args);
  return workspace.must("show", "-json", "can.plan");
}

beforeAll(async () => {
  mock = await startMock({ seed });
  const environment: Record<string, string> = {};
  for (const [name, { url, token }] of Object.entries(mock.vendors)) {
    const { endpointVariable = "", tokenVariable = "" } = vendorFacts[name]?.connection ?? {};
    Object.assign(environment, { [endpointVariable]: url, [tokenVariable]: token });
  }
  workspace = await Workspace.open(environment);
  placeProvider({ stackFolder: workspace.folder, package: findBundledProvider(import.meta.dirname) });
  documents.stack = await synthesizeExample("one-team-everywhere");
  await workspace.writeText("cdk.tf.json", documents.stack);
  await workspace.must("init", "-no-color");
  documents.planned = await showPlan();
  await workspace.must("apply", "-no-color", "-input=false", "can.plan");
  documents.state = await workspace.must("show", "-json");
  documents.stateFile = await workspace.must("state", "pull");
  documents.destroyed = await showPlan("-destroy");
});

afterAll(async () => {
  await workspace.close();
  await mock.stop();
});

async function ask(text: string, ...args: readonly string[]) {
  const printed = await runCommand(args, { input: giveInput(text) });
  outputs.push(printed.out, printed.err);
  return printed;
}

const blocks = z.object({
  provider: z.object({ access: z.array(z.object({ vendor: z.string(), alias: z.string().optional() })) }),
});

/** A state file tells the provider blocks apart, and not whose they are. */
function listBlockChoices(stack: string): readonly string[] {
  return blocks.parse(JSON.parse(stack)).provider.access.flatMap(({ vendor, alias }) => {
    return ["--vendor", `${alias === undefined ? "access" : `access.${alias}`}=${vendor}`];
  });
}

const shown = z.object({
  values: z.object({ root_module: z.object({ resources: z.array(z.object({ address: z.string() })) }) }),
});

/** By the words in the addresses. */
const wordsOf: { readonly [vendor: string]: RegExp } = {
  signoz: /dashboard/,
  bigeye: /check|orders/,
  arize: /traces|acme|recommendations/,
  inkit: /receipts/,
};

function listVendorChoices(state: string): readonly string[] {
  const { resources } = shown.parse(JSON.parse(state)).values.root_module;
  return resources.flatMap(({ address }) => {
    const short = address.replace(/^(?:data\.)?\w+\./, "").replace(/^checkout-/, "");
    const found = Object.entries(wordsOf).filter(([, words]) => words.test(short.split("_")[0] ?? ""));
    expect(found, address).toHaveLength(1);
    return ["--vendor", `${address}=${found[0]?.[0]}`];
  });
}

const answer = z.object({
  holders: z.array(z.object({ name: z.string(), kind: z.string(), vendor: z.string(), answer: z.string() })),
  blind: z.array(z.string()),
});

async function listHolders(document: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { out, err } = await ask(document, "who-can", ...args, "-", "--format", "json");
  if (out === "") return [err];
  const { holders, blind } = answer.parse(JSON.parse(out));
  expect(blind).toEqual([]);
  return holders.map(({ kind, name, answer: found }) => `${kind} ${name}: ${found}`);
}

/** At each vendor, what only the example's bot can do. */
const rights = {
  signoz: { asked: ["read", "dashboard"], holders: ["account checkout-dashboards: yes"] },
  bigeye: {
    asked: ["EXECUTE", "CUSTOM_RULE"],
    holders: ["group checkout-checks: yes", "account checkout-checks: yes"],
  },
  arize: { asked: ["READ", "PROJECT"], holders: ["account access_key.checkout-traces_Key_45AF8A60: yes"] },
  inkit: { asked: ["create", "folders"], holders: ["account checkout-receipts: yes"] },
} as const;

describe("who can do what in examples/one-team-everywhere", () => {
  it("is asked at every vendor", () => {
    expect(Object.keys(rights).toSorted()).toEqual(Object.keys(vendorFacts).toSorted());
  });

  const cases = Object.entries(rights).flatMap(([vendor, one]) =>
    (["stack", "planned"] as const).map((document) => ({ vendor, document, ...one })),
  );
  it.each(cases)("is told by the $document before anything exists: $vendor", async ({ document, asked, holders }) => {
    expect(await listHolders(documents[document], ...asked)).toEqual(holders);
  });

  it.each(Object.entries(rights).map(([vendor, one]) => ({ vendor, ...one })))(
    "is told by a plan before and after a destroy: $vendor",
    async ({ asked, holders }) => {
      expect(await listHolders(documents.destroyed, ...asked, "--before")).toEqual(holders);
      const { code, err } = await ask(documents.destroyed, "who-can", ...asked, "-");
      expect({ code, err }).toEqual({ code: 1, err: "" });
    },
  );

  it.each(["state", "stateFile"] as const)(
    "is told by the %s, with the vendors that it does not name",
    async (document) => {
      const given = document === "state" ? listVendorChoices(documents.state) : listBlockChoices(documents.stack);
      for (const { asked, holders } of Object.values(rights)) {
        expect(await listHolders(documents[document], ...asked, ...given)).toEqual(holders);
      }
    },
  );
});

describe("whether somebody can", () => {
  it.each([
    { asked: ["checkout-dashboards", "read", "dashboard"], code: 0, says: "yes: checkout-dashboards" },
    {
      asked: ["checkout-receipts", "create", "folders", "account"],
      code: 0,
      says: "(role_ids, created) -> access_role.",
    },
    { asked: ["checkout-receipts", "delete", "folders"], code: 1, says: "no: checkout-receipts" },
    {
      asked: ["checkout-dashboards", "delete", "dashboard"],
      code: 2,
      says: "Whether checkout-dashboards has other roles is not known.",
    },
    { asked: ["checkout-dashboards", "delete", "dashboard", "--direct"], code: 2, says: "unknown: whether" },
    { asked: ["checkout-traces_Key", "READ", "PROJECT"], code: 2, says: "Did you mean access_key.checkout-traces_Key" },
    { asked: ["checkout-dashboard", "read", "dashboard"], code: 2, says: "or checkout-dashboards?" },
    { asked: ["checkout-checks", "EXECUTE", "CUSTOM_RULE"], code: 2, says: "is the name of 2 subjects" },
    { asked: ["checkout-dashboards", "reed", "dashboard"], code: 2, says: 'Did you mean "read"?' },
    { asked: ["checkout-dashboards", "read", "dashbord"], code: 2, says: 'Did you mean "dashboard"?' },
    { asked: ["checkout-receipts", "create", "folders", "nowhere"], code: 2, says: 'no scope is called "nowhere"' },
  ])("$asked ends with $code", async ({ asked, code, says }) => {
    const [first = "", ...others] = asked;
    const options = others.filter((one) => one.startsWith("--"));
    const words = others.filter((one) => !one.startsWith("--"));
    const answered = await ask(documents.planned, "can", first, ...words, "-", ...options);
    expect(answered.out + answered.err).toContain(says);
    expect(answered.code).toBe(code);
  });

  it("is told in JSON, with the way", async () => {
    const { out } = await ask(
      documents.planned,
      "can",
      "checkout-dashboards",
      "read",
      "dashboard",
      "-",
      "--format",
      "json",
    );
    expect(JSON.parse(out)).toMatchObject({
      format: "latchkey-can/1",
      source: "a plan",
      answer: "yes",
      subject: { name: "checkout-dashboards", vendor: "SigNoz" },
      through: [
        { right: "read dashboard", paths: [{ role: "dashboard-reader", causes: [{ happening: "created" }, {}] }] },
      ],
    });
  });
});

describe("the secrets of the vendors", () => {
  it("are in the documents, and in no output", () => {
    const secrets = [...documents.stateFile.matchAll(/"secret": "([^"]{10,})"/g)].map(([, secret]) => secret ?? "");
    expect(secrets).toHaveLength(Object.keys(rights).length);
    expect(outputs.length).toBeGreaterThan(40);
    for (const secret of secrets) {
      expect(documents.state).toContain(secret);
      expect(outputs.join()).not.toContain(secret);
    }
  });
});
