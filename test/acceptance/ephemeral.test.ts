import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defineEphemeralResource, defineResource } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { text } from "#access/schema/types.ts";
import { serveEphemeralResource } from "#terraform/plugin/engine/ephemeral.ts";
import { type Provider, serveResource } from "#terraform/plugin/engine/provider.ts";
import { nullAddress, nullProvider } from "#terraform/plugin/testing/null-provider/provider.ts";
import type { TokenIssuer } from "#terraform/plugin/testing/null-provider/token.ts";
import { hostProvider, TestHost } from "#terraform/plugin/testing/test-host.ts";
import { isPrintedIn, tracesOf } from "./support/traces.ts";

/** What happened at the issuer and at the gate, in order: `open short`. */
const deeds: string[] = [];
const issued = new Map<string, string>();
let renewed = once();

/** Something that others wait for. */
function once(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve: () => resolve() };
}

const issuer: TokenIssuer = {
  open(audience) {
    const made = { id: audience, value: `kingfisher-${randomUUID()}` };
    issued.set(made.value, audience);
    deeds.push(`open ${audience}`);
    if (audience !== "short") return made;
    renewed = once();
    return { ...made, renewAt: new Date() };
  },
  renew(id) {
    deeds.push(`renew ${id}`);
    renewed.resolve();
    return {};
  },
  close: (id) => void deeds.push(`close ${id}`),
};

function shown(given: unknown): string {
  return given instanceof Secret ? (issued.get(given.open()) ?? "a stranger's") : "nothing";
}

const pass = defineResource({
  type: "pass",
  summary: "A way through a gate.",
  importId: ["id"],
  attributes: {
    id: text.computed("The holder."),
    holder: text.required("Who passes; `patient` once the short token was renewed."),
    key: text.optional("What is shown at the gate.").secret().writeOnly(),
  },
});

const stamp = defineEphemeralResource({
  type: "stamp",
  summary: "A stamp.",
  attributes: { ink: text.required("Its colour.") },
});

const settings = { token: text.optional("Shown before anything else.").secret() };

/** Takes ephemeral values where a configuration may give one: in the provider's block, in a write-only argument. */
const gate: Provider<typeof settings, undefined> = {
  name: "gate",
  summary: "A gate.",
  attributes: settings,
  configure: ({ settings: { token } }) => void deeds.push(`configure ${shown(token)}`),
  explain: () => undefined,
  resources: [
    serveResource(pass, {
      create: async ({ plan: { holder }, config: { key } }) => {
        if (holder === "patient") await renewed.promise;
        deeds.push(`create ${shown(key)}`);
        return { id: holder, holder };
      },
      read: async ({ prior: { id, holder } }) => ({ id, holder: holder ?? id }),
      update: async ({ plan: { holder }, prior: { id } }) => ({ id, holder }),
      remove: async () => undefined,
    }),
  ],
  dataSources: [],
  ephemeralResources: [serveEphemeralResource(stamp, { open: async ({ config: { ink } }) => ({ result: { ink } }) })],
};

const head = `
terraform {
  required_providers {
    null = { source = "hashicorp/null" }
    gate = { source = "kingfisher/gate" }
  }
}
`;

const tokens = `
ephemeral "null_token" "lasting" {
  audience = "lasting"
}

ephemeral "null_token" "short" {
  audience = "short"
}

provider "gate" {
  token = ephemeral.null_token.lasting.value
}

resource "gate_pass" "otter" {
  holder = "patient"
  key    = ephemeral.null_token.short.value
}

output "holder" {
  value = gate_pass.otter.holder
}
`;

let host: TestHost;

beforeAll(async () => {
  host = await TestHost.open(
    [hostProvider(nullAddress, nullProvider(issuer)), hostProvider("registry.terraform.io/kingfisher/gate", gate)],
    { TF_LOG: "trace", TF_LOG_PATH: "trace.log" },
  );
});

afterAll(() => host.close());

beforeEach(() => {
  deeds.length = 0;
});

function inOrder(...wanted: readonly string[]): void {
  expect(deeds.filter((deed) => wanted.includes(deed))).toStrictEqual(wanted);
}

describe("an ephemeral resource through the real Terraform", () => {
  const printed: string[] = [];
  const must = async (...args: readonly string[]): Promise<void> =>
    void printed.push(await host.workspace.must(...args, "-no-color"));

  it("is opened in a plan, is there for a provider's block, and is closed", async () => {
    await host.workspace.write(head + tokens);
    await must("plan", "-out=test.plan");
    inOrder("open lasting", "configure lasting", "close lasting");
    inOrder("open short", "close short");
  });

  it("is opened anew in the apply, is there for a write-only argument, is renewed when due, and is closed", async () => {
    await must("apply", "test.plan");
    inOrder("open lasting", "configure lasting", "create short", "close lasting");
    inOrder("open short", "renew short", "create short", "close short");
  });

  it("leaves its value in no plan, no state, no output and no trace log", async () => {
    await must("show", "test.plan");
    await must("show", "-json", "test.plan");
    await must("show");
    await must("show", "-json");
    await must("output", "-json");
    const { folder } = host.workspace;
    const held = ["main.tf", "terraform.tfstate", "test.plan!tfplan", "trace.log"];
    expect(tracesOf(folder, "otter")).toStrictEqual(expect.arrayContaining(held));
    expect(issued.size).toBeGreaterThanOrEqual(4);
    for (const value of issued.keys()) {
      expect(tracesOf(folder, value)).toStrictEqual([]);
      expect(isPrintedIn(printed.join("\n"), value)).toBe(false);
    }
    await host.destroy();
  });

  it("is in the schema that Terraform prints", async () => {
    const schema = await host.workspace.must("providers", "schema", "-json");
    expect(schema).toContain('"ephemeral_resource_schemas":{"null_token":');
  });
});

describe("an ephemeral resource that depends on what is not known yet", () => {
  const later = `
resource "terraform_data" "later" {
  input = "blue"
}
`;

  it("is not asked for while its own block is unknown, and is opened in the apply", async () => {
    await host.workspace.write(`${head}${later}
ephemeral "null_token" "waiting" {
  audience = terraform_data.later.output
}
provider "gate" {
  token = "literal"
}
resource "gate_pass" "heron" {
  holder = "heron"
  key    = ephemeral.null_token.waiting.value
}
`);
    await host.workspace.must("plan", "-no-color", "-out=test.plan");
    expect(deeds).toStrictEqual(["configure a stranger's"]);
    await host.workspace.must("apply", "-no-color", "test.plan");
    inOrder("open blue", "create blue", "close blue");
    await host.destroy();
  });

  it("fails in our words, with a way out, while its provider's block is unknown", async () => {
    await host.workspace.write(`${head}${later}
provider "gate" {
  token = terraform_data.later.output
}
ephemeral "gate_stamp" "blue" {
  ink = "blue"
}
`);
    const told = await host.workspace.mustFail("plan", "-no-color");
    expect(told).toContain("The provider is not configured yet");
    expect(told).toContain("The ephemeral resource gate_stamp is opened during plan");
  });
});
