import { z } from "zod";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { startMock } from "#testing/mock.ts";
import { measure } from "./support/measure.ts";
import { PeakRecorder } from "./support/peak-recorder.ts";
import { TerraformFolder } from "./support/providers.ts";

const { version } = findBundledProvider(import.meta.dirname);

function accounts(count: number, prefix: string): string {
  const block = `
terraform {
  required_providers {
    access = { source = "latchkey/access", version = "= ${version}" }
  }
}
provider "access" {
  vendor = "signoz"
}
`;
  const all = Array.from(
    { length: count },
    (_, index) => `resource "access_service_account" "a${index}" {\n  name = "${prefix}-${index}"\n}`,
  );
  return block + all.join("\n");
}

const stateFile = z.looseObject({
  resources: z.array(
    z.looseObject({ name: z.string(), instances: z.array(z.looseObject({ attributes: z.looseObject({}) })) }),
  ),
});

interface Vendor {
  readonly url: string;
  readonly token: string;
}

async function makeAccount({ url, token }: Vendor, name: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/service_accounts`, {
    method: "POST",
    headers: { "SIGNOZ-API-KEY": token, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  const { data } = z.object({ data: z.object({ id: z.string() }) }).parse(await response.json());
  return data.id;
}

/**
 * A folder whose state has `count` accounts. The first is applied and the others are written down after its pattern: what
 * an apply of thousands costs Terraform is not what is asked here. The plan of them has to be empty.
 */
async function openFilledFolder(vendor: Vendor, count: number, recorder: PeakRecorder): Promise<TerraformFolder> {
  const prefix = `of-${count}`;
  const environment = { ACCESS_ENDPOINT: vendor.url, ACCESS_TOKEN: vendor.token, ...recorder.environment };
  const folder = await TerraformFolder.open(accounts(1, prefix), environment);
  await folder.run("apply", "-auto-approve");
  const state = stateFile.parse(JSON.parse(await folder.readText("terraform.tfstate")));
  const [pattern] = state.resources;
  const [instance] = pattern?.instances ?? [];
  if (pattern === undefined || instance === undefined) throw new Error("the apply left no state");
  for (let index = 1; index < count; index += 1) {
    const name = `${prefix}-${index}`;
    const id = await makeAccount(vendor, name);
    const attributes = { ...instance.attributes, id, name, email: `${name}@signozserviceaccount.com` };
    state.resources.push({ ...pattern, name: `a${index}`, instances: [{ ...instance, attributes }] });
  }
  await folder.writeText("terraform.tfstate", JSON.stringify(state));
  await folder.writeText("main.tf", accounts(count, prefix));
  await folder.run("plan", "-detailed-exitcode");
  return folder;
}

/** What a provider process holds in a plan that refreshes everything: it may not grow with what it has seen. */
export async function benchMemory(): Promise<void> {
  const mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  const recorder = await PeakRecorder.open();
  const many = await openFilledFolder(vendor, 5_000, recorder);
  const few = await openFilledFolder(vendor, 50, recorder);
  await measure({
    name: "peak memory of the provider, refreshing 5,000 accounts, against 50",
    ours: () => recorder.largestOf(() => many.run("plan", "-detailed-exitcode")),
    theirs: () => recorder.largestOf(() => few.run("plan", "-detailed-exitcode")),
    rounds: 3,
    bar: { kind: "atMost", ratio: 2 },
    unit: "MB",
  });
  await many.close();
  await few.close();
  await recorder.close();
  await mock.stop();
}
