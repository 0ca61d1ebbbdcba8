import { Testing, TerraformStack } from "cdktf";
import { AccessProvider, Key, ServiceAccount, signoz } from "#constructs/index.ts";
import * as l1 from "#constructs/l1.ts";
import { measure, timed } from "./support/measure.ts";

const accounts = 1_000;

function withConstructs(stack: TerraformStack): void {
  new AccessProvider(stack, "access", { vendor: "signoz" });
  for (let index = 0; index < accounts; index += 1) {
    const account = new ServiceAccount(stack, `bench-${index}`);
    account.addRole(signoz.role("signoz-viewer"));
    new Key(stack, `key-${index}`, { serviceAccount: account });
  }
}

function byHand(stack: TerraformStack): void {
  new l1.AccessProvider(stack, "access", { vendor: "signoz" });
  const viewer = new l1.DataAccessRole(stack, "viewer", { name: "signoz-viewer" });
  for (let index = 0; index < accounts; index += 1) {
    const account = new l1.ServiceAccount(stack, `bench-${index}`, { name: `bench-${index}` });
    new l1.RoleBinding(stack, `binding-${index}`, { roleId: viewer.id, serviceAccountId: account.id });
    new l1.Key(stack, `key-${index}`, { serviceAccountId: account.id, name: `key-${index}` });
  }
}

function synth(build: (stack: TerraformStack) => void): Promise<number> {
  return timed(() => {
    const stack = new TerraformStack(Testing.app({ stackTraces: false }), "bench");
    build(stack);
    Testing.synth(stack, true);
  });
}

/** What the constructs cost over the same resources written with the generated bindings. */
export async function benchSynth(): Promise<void> {
  await synth(withConstructs);
  await synth(byHand);
  await measure({
    name: `synth of ${accounts} accounts with a key and a binding, against the bindings by hand`,
    ours: () => synth(withConstructs),
    theirs: () => synth(byHand),
    rounds: 9,
    bar: { kind: "atMost", ratio: 1.3 },
    unit: "ms",
  });
}
