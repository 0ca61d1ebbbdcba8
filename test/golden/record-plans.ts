// `npx tsx test/golden/record-plans.ts`: has the real Terraform make the plans of this folder again, from examples against the
// mock. The reports are then looked at and accepted: `npx vitest run --project unit test/golden --update`.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { startMock } from "#testing/mock.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { synthesizeExample } from "../support/example-app.ts";

const folder = join(import.meta.dirname, "plans");

const seed = {
  bigeye: { workspaces: [{ name: "Orders" }] },
  arize: { organizations: [{ name: "acme", spaces: [{ name: "Recommendations" }, { name: "Fraud" }] }] },
};

/** The same plan with a canary in place of each secret, wherever it is. */
function plantCanaries(plan: string): string {
  const secrets = new Set<string>();
  JSON.parse(plan, (name, value: unknown) => {
    if (name === "secret" && typeof value === "string") secrets.add(value);
    return value;
  });
  let planted = plan;
  for (const [index, secret] of [...secrets].entries()) {
    planted = planted.replaceAll(JSON.stringify(secret), JSON.stringify(`canary-secret-${index + 1}`));
  }
  return JSON.stringify(JSON.parse(planted), null, 1);
}

async function record(workspace: Workspace, name: string, ...options: readonly string[]): Promise<void> {
  await workspace.must("plan", "-no-color", "-out", "tf.plan", ...options);
  const plan = await workspace.must("show", "-json", "tf.plan");
  await writeFile(join(folder, `${name}.json`), `${plantCanaries(plan)}\n`);
  console.log(name);
}

interface Stack {
  readonly resource: { readonly access_role: { readonly [name: string]: { permissions: object[] } } };
}

/** The stack of self-service keys, whose role comes to create keys of every account. */
function widen(stack: string): string {
  const document = JSON.parse(stack) as Stack;
  for (const role of Object.values(document.resource.access_role)) {
    role.permissions.push(
      { action: "create", resource: "factor-api-key" },
      { action: "attach", resource: "serviceaccount" },
      { action: "update", resource: "dashboard" },
    );
  }
  return JSON.stringify(document);
}

const mock = await startMock({ seed });
const environment: Record<string, string> = {};
for (const [name, { url, token }] of Object.entries(mock.vendors)) {
  const { endpointVariable, tokenVariable } = vendorFacts[name]?.connection ?? {};
  if (endpointVariable === undefined || tokenVariable === undefined) throw new Error(`${name} is not served`);
  Object.assign(environment, { [endpointVariable]: url, [tokenVariable]: token });
}
await mkdir(folder, { recursive: true });
const workspace = await Workspace.open(environment);
placeProvider({ stackFolder: workspace.folder, package: findBundledProvider(import.meta.dirname) });

const stack = await synthesizeExample("self-service-keys", {
  VIEWERS: "ann@example.com",
  KEY_EXPIRES_AT: "2033-05-18T03:33:20Z",
});
await workspace.writeText("cdk.tf.json", stack);
await workspace.must("init", "-no-color");
await record(workspace, "self-service-keys-created");
await workspace.must("apply", "-no-color", "-auto-approve");
await workspace.writeText("cdk.tf.json", widen(stack));
await record(workspace, "self-service-keys-widened");
await record(workspace, "self-service-keys-destroyed", "-destroy");
await workspace.must("destroy", "-no-color", "-auto-approve");
await workspace.writeText("cdk.tf.json", await synthesizeExample("one-team-everywhere"));
await record(workspace, "four-vendors-created");
await workspace.must("apply", "-no-color", "-auto-approve");
await record(workspace, "four-vendors-unchanged");
await workspace.must("destroy", "-no-color", "-auto-approve");
await workspace.close();
await mock.stop();
