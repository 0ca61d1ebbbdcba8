import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { providerName } from "#access/model/provider/settings.ts";
import { Annotations, type ISynthesisSession, type TerraformStack } from "../shared/cdktf.ts";
import { type BundledProvider, findBundledProvider } from "./bundled-provider.ts";
import { type Machine, adviseOnHiddenFolder, adviseOnOtherProviders, runsTofu } from "./cli-configuration.ts";
import { placeProvider } from "./provider-mirror.ts";
import { lockFileName } from "./lock-file.ts";

/** What a delivery takes from the process it runs in. */
export interface Delivery {
  /** Finds the bundled provider. It is called when the app is synthesized. */
  readonly provider: () => BundledProvider;
  readonly environment: Machine["environment"];
  /** The user's home folder. */
  readonly home: string;
}

const attachedStacks = new WeakSet<TerraformStack>();

/**
 * Places the bundled provider next to the stack when the app is synthesized, once for each stack, and warns of what would keep
 * Terraform from finding it. With a build that is not a release, the stack requires exactly that build.
 * `Testing.synth` calls no synthesizer: it places nothing and shows the version that the provider construct names.
 */
export function attachDelivery(stack: TerraformStack, delivery: Delivery = readProcess()): void {
  if (attachedStacks.has(stack)) return;
  attachedStacks.add(stack);
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize(session) {
      deliver(stack, session, delivery);
      synthesizer.synthesize(session);
    },
  };
}

function readProcess(): Delivery {
  return { provider: () => findBundledProvider(import.meta.dirname), environment: process.env, home: homedir() };
}

function deliver(stack: TerraformStack, session: ISynthesisSession, delivery: Delivery): void {
  const built = delivery.provider();
  const stackFolder = resolve(session.outdir, session.manifest.forStack(stack).workingDirectory);
  const { environment, home } = delivery;
  placeProvider({ stackFolder, package: built, tofu: runsTofu(environment) });
  if (!built.release) stack.addOverride(`terraform.required_providers.${providerName}.version`, built.version);
  const machine = { environment, home, stackFolder };
  const sources = stack.allProviders().flatMap((provider) => provider.terraformProviderSource ?? []);
  const advice = [
    ...adviseOnHiddenFolder(machine, built.version),
    ...adviseOnOtherProviders(machine, join(stackFolder, lockFileName), sources),
  ];
  for (const line of advice) Annotations.of(stack).addWarning(line);
}
