import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { startMock } from "#testing/mock.ts";
import { measure, timed } from "./support/measure.ts";
import { TerraformFolder } from "./support/providers.ts";

// A build that is no release is a pre-release version, which Terraform takes only where it is asked for by name.
const { version } = findBundledProvider(import.meta.dirname);

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

/** Written out one by one: what `count` costs in Terraform itself is not what is asked here. */
function many(count: number, resource: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => resource(index)).join("\n");
}

const accounts = (count: number): string =>
  block + many(count, (index) => `resource "access_service_account" "a${index}" {\n  name = "bench-${index}"\n}`);

const floor = (count: number): string =>
  many(count, (index) => `resource "terraform_data" "a${index}" {\n  input = "bench-${index}"\n}`);

interface Folders {
  readonly ours: TerraformFolder;
  readonly theirs: TerraformFolder;
}

async function benchPlan({ ours, theirs }: Folders, count: number, ratio: number): Promise<void> {
  await measure({
    name: `terraform plan of ${count === 1 ? "1 account" : `${count} accounts`}, against as many terraform_data`,
    ours: () => timed(() => ours.run("plan")),
    theirs: () => timed(() => theirs.run("plan")),
    rounds: count === 1 ? 15 : 5,
    bar: { kind: "atMost", ratio },
    unit: "ms",
  });
}

async function benchApply({ ours, theirs }: Folders, forget: () => Promise<void>): Promise<void> {
  const fresh = async (folder: TerraformFolder): Promise<number> => {
    await forget();
    await folder.forgetState();
    return timed(() => folder.run("apply", "-auto-approve"));
  };
  await measure({
    name: "terraform apply of 500 accounts, against as many terraform_data",
    ours: () => fresh(ours),
    theirs: () => fresh(theirs),
    rounds: 5,
    bar: { kind: "atMost", ratio: 1.5 },
    unit: "ms",
  });
}

/** Against Terraform's own floor: the built-in resource, which needs no provider process and no vendor. */
export async function benchTerraform(): Promise<void> {
  const mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  const environment = { ACCESS_ENDPOINT: vendor.url, ACCESS_TOKEN: vendor.token };
  const open = async (count: number): Promise<Folders> => ({
    ours: await TerraformFolder.open(accounts(count), environment),
    theirs: await TerraformFolder.open(floor(count), {}),
  });
  const close = async ({ ours, theirs }: Folders): Promise<void> => {
    await ours.close();
    await theirs.close();
  };
  const one = await open(1);
  await benchPlan(one, 1, 7);
  await close(one);
  const five = await open(500);
  await benchPlan(five, 500, 2.2);
  await benchApply(five, () => mock.reset());
  await close(five);
  const twenty = await open(2_000);
  await benchPlan(twenty, 2_000, 1.65);
  await close(twenty);
  await mock.stop();
}
