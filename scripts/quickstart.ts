// The whole product in one run: mock server, synth, cdktf deploy through the bundled provider, drift, destroy.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Mock, startMock } from "#testing/mock.ts";
import { findTerraform, type TerraformBinary } from "#terraform/plugin/testing/terraform-binary.ts";
import { ChildFailed } from "./quickstart/child.ts";
import { Project } from "./quickstart/project.ts";
import { demand, finish, step, Unmet } from "./quickstart/story.ts";
import { SignozUser } from "./quickstart/vendor.ts";

const extraPermission = {
  relation: "delete",
  objectGroup: { resource: { type: "metaresource", kind: "factor-api-key" }, selectors: ["*"] },
};

function mustBe(given: unknown, what: string): string {
  demand(typeof given === "string" && given !== "", `The stack gave no ${what}.`);
  return String(given);
}

async function useTheKey(url: string, key: string): Promise<void> {
  await step(async () => {
    const right = await new SignozUser(url, key).validate();
    const wrong = await new SignozUser(url, `${key.slice(0, -2)}x=`).validate();
    demand(right === 200 && wrong === 401, `The key was answered ${right} and a wrong one ${wrong}, not 200 and 401.`);
    return ["The key is valid: GET …/service_accounts/me answers 200, and 401 to a wrong one", undefined];
  });
  await step(async () => {
    const status = await new SignozUser(url, key).createAccount("made-by-a-viewer");
    demand(status === 403, `Creating an account with the key was answered ${status}, not 403.`);
    return ["It is read-only: creating a service account with it is answered 403", undefined];
  });
}

async function drift(project: Project, admin: SignozUser): Promise<void> {
  await step(async () => {
    const status = await admin.addPermission("viewer-service-account", extraPermission);
    demand(status === 204, `Changing the role behind Terraform's back was answered ${status}, not 204.`);
    return ["Somebody lets the role delete keys, by hand, behind Terraform's back", undefined];
  });
  await step(async () => {
    const changes = await project.plan();
    const told = changes.map(({ address, actions }) => `${address} (${actions.join(", ")})`).join(", ");
    demand(changes.length === 1 && told.startsWith("access_role."), `The plan shows: ${told || "nothing"}.`);
    return [`The plan finds it: ${told}`, undefined];
  });
  await step(async () => {
    await project.deploy();
    return ["cdktf deploy puts it back", undefined];
  });
  await step(async () => {
    const changes = await project.plan();
    demand(changes.length === 0, `The plan still shows ${changes.map(({ address }) => address).join(", ")}.`);
    return ["The next plan is empty", undefined];
  });
}

async function tell(terraform: TerraformBinary, mock: Mock): Promise<{ project: Project; run: () => Promise<void> }> {
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Unmet("The mock server has no SigNoz.");
  const environment = { SIGNOZ_ENDPOINT: vendor.url, SIGNOZ_ACCESS_TOKEN: vendor.token };
  const admin = new SignozUser(vendor.url, vendor.token);
  const project = await Project.create(terraform, environment);
  const run = async (): Promise<void> => {
    const before = await admin.leftovers();
    await step(async () => {
      await project.deploy();
      return ["cdktf deploy made the account, its role, the scoped role and an expiring key", undefined];
    });
    const outputs = await project.outputs();
    await useTheKey(vendor.url, mustBe(outputs["key_secret"], "key"));
    await drift(project, admin);
    await step(async () => {
      await project.destroy();
      const left = (await admin.leftovers()).filter((name) => !before.includes(name));
      demand(left.length === 0, `After destroy these are left: ${left.join(", ")}.`);
      return ["cdktf destroy took everything away: no account and no custom role is left", undefined];
    });
  };
  return { project, run };
}

function explain(error: unknown): void {
  console.error(`  ✗ ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof ChildFailed) console.error(error.output.replace(/^/gm, "    "));
}

function buildProvider(): void {
  const args = ["--import", import.meta.resolve("tsx"), join(import.meta.dirname, "build.ts"), "--only", "provider"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the provider could not be built\n${stdout}${stderr}`);
}

async function main(): Promise<number> {
  const terraform = findTerraform(process.env);
  if (typeof terraform === "string") {
    console.error(terraform);
    return 2;
  }
  console.log(`Latchkey quickstart, with ${terraform.product} ${terraform.version}`);
  buildProvider();
  const mock = await step(async () => {
    const started = await startMock();
    return [`A mock SigNoz listens at ${started.vendors["signoz"]?.url ?? started.control}`, started];
  });
  const { project, run } = await tell(terraform, mock);
  let isInterrupted = false;
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        isInterrupted = true;
        console.error("  Interrupted: cleaning up");
        project.children.interrupt();
        resolve(130);
      });
    }
  });
  const told = run().then(
    () => 0,
    (error: unknown) => {
      if (!isInterrupted) explain(error);
      return error instanceof Unmet || error instanceof ChildFailed ? 1 : 2;
    },
  );
  const code = await Promise.race([told, interrupted]);
  if (code === 130) await told.catch(() => undefined);
  await mock.stop();
  await project.remove();
  if (code === 0) finish();
  return code;
}

process.exitCode = await main();
