import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostProvider, TestHost } from "#terraform/plugin/testing/test-host.ts";
import { createAccessProvider } from "#terraform/provider/provider.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { header } from "./support/access.ts";

const address = "registry.terraform.io/latchkey/access";

const configuration = `${header}
resource "access_service_account" "dunlin" {
  name = "dunlin"
}
resource "access_key" "dunlin" {
  service_account_id = access_service_account.dunlin.id
  name               = "dunlin-key"
}
`;

const query = `
list "access_key" "all" {
  provider = access
}
`;

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});

afterAll(() => mock.stop());

/** What a Terraform prints and asks the vendor, with the whole provider, or without what it does not know. */
async function run(isWhole: boolean) {
  await mock.reset();
  const { url, token } = mock.vendors["signoz"] ?? { url: "", token: "" };
  const environment = { ACCESS_ENDPOINT: url, ACCESS_TOKEN: token };
  const provider = createAccessProvider({
    environment,
    now: () => new Date(),
    sleep: (milliseconds) => sleep(milliseconds),
  });
  const { listResources, actions, ...rest } = provider;
  expect([listResources?.().length, actions?.().length]).toEqual([8, 2]);
  const host = await TestHost.open([hostProvider(address, isWhole ? provider : rest)]);
  try {
    const { workspace } = host;
    await workspace.write(configuration);
    if (isWhole) await workspace.writeText("keys.tfquery.hcl", query);
    const shown: string[] = [];
    for (const command of ["validate", "plan", "apply", "plan", "destroy"]) {
      const approve = command === "apply" || command === "destroy" ? ["-auto-approve", "-input=false"] : [];
      shown.push(await workspace.must(command, "-no-color", ...approve));
    }
    const schema = await workspace.must("providers", "schema", "-json");
    const requests = (await mock.requests()).map(({ method, path }) => {
      return `${method} ${path.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "ID")}`;
    });
    return { shown, schema, requests };
  } finally {
    await host.close();
  }
}

// Terraform asks for lists, generated configurations and actions from 1.14 on. This one must not notice that they are there.
describe("a Terraform without lists and actions", () => {
  it("validates, plans, applies and destroys in silence, and asks the vendor nothing more", async () => {
    const whole = await run(true);
    const without = await run(false);
    expect(whole.shown.join("\n")).not.toMatch(/warning|panic|query|action_|list resource|unsupported|deprecated/i);
    expect(whole.shown[2]).toContain("2 added");
    expect(whole.shown[3]).toContain("No changes");
    expect(whole.requests).toEqual(without.requests);
    expect(whole.requests.length).toBeGreaterThan(4);
    expect(JSON.parse(whole.schema)).toEqual(JSON.parse(without.schema));
  });
});
