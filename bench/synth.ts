import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import type * as Constructs from "#constructs/index.ts";
import type * as Bindings from "#constructs/l1.ts";
import { measure, timed } from "./support/measure.ts";

// The bundles, as users have them: the sources would spend more on their source maps.
const load = createRequire(import.meta.url);
const { AccessProvider, CustomRole, Key, ServiceAccount, signoz }: typeof Constructs = load("../dist/cdktf/index.cjs");
const l1: typeof Bindings = load("../dist/cdktf/l1.cjs");

const accounts = 1_000;

/** SigNoz has no digits in the names of roles. */
function toRoleName(index: number): string {
  const letters = String(index).replaceAll(/\d/g, (digit) => String.fromCodePoint(97 + Number(digit)));
  return `role-${letters}`;
}

function withConstructs(stack: TerraformStack): void {
  new AccessProvider(stack, "access", { vendor: "signoz" });
  for (let index = 0; index < accounts; index += 1) {
    const account = new ServiceAccount(stack, `bench-${index}`);
    const role = new CustomRole(stack, toRoleName(index), {
      permissions: [signoz.read("dashboard"), signoz.attach(account)],
    });
    account.addRole(signoz.role("signoz-viewer"));
    account.addRole(role);
    new Key(stack, `key-${index}`, { serviceAccount: account });
  }
}

function byHand(stack: TerraformStack): void {
  new l1.AccessProvider(stack, "access", { vendor: "signoz" });
  const viewer = new l1.DataAccessRole(stack, "viewer", { name: "signoz-viewer" });
  for (let index = 0; index < accounts; index += 1) {
    const account = new l1.ServiceAccount(stack, `bench-${index}`, { name: `bench-${index}` });
    const role = new l1.Role(stack, toRoleName(index), {
      name: toRoleName(index),
      permissions: [
        { action: "read", resource: "dashboard" },
        { action: "attach", resource: "serviceaccount", selectors: [account.id] },
      ],
      lifecycle: { createBeforeDestroy: true },
    });
    new l1.RoleBinding(stack, `viewer-${index}`, { roleId: viewer.id, serviceAccountId: account.id });
    new l1.RoleBinding(stack, `binding-${index}`, { roleId: role.id, serviceAccountId: account.id });
    new l1.Key(stack, `key-${index}`, { serviceAccountId: account.id, name: `key-${index}` });
  }
}

/** As an app does it, to files: `Testing.synth` would spend most of its time on sorting. */
async function synth(build: (stack: TerraformStack) => void): Promise<number> {
  const outdir = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  try {
    return await timed(() => {
      const app = new App({ outdir });
      build(new TerraformStack(app, "bench"));
      app.synth();
    });
  } finally {
    await rm(outdir, { recursive: true });
  }
}

/** What the constructs cost over the same resources written with the generated bindings. */
export async function benchSynth(): Promise<void> {
  await synth(withConstructs);
  await synth(byHand);
  await measure({
    name: `synth of ${accounts} accounts, each with a role, a key and two grants, against the bindings by hand`,
    ours: () => synth(withConstructs),
    theirs: () => synth(byHand),
    rounds: 9,
    bar: { kind: "atMost", ratio: 1.3 },
    unit: "ms",
  });
}
