import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { providerName } from "#access/model/provider/address.ts";
import { Annotations, type ISynthesisSession, type TerraformStack } from "../shared/cdktf.ts";
import { type BundledProvider, findBundledProvider } from "./bundled-provider.ts";
import { type Machine, adviseOnHiddenFolder, adviseOnOtherProviders, runsTofu } from "./cli-configuration.ts";
import { writeCodeFile } from "./code-file.ts";
import { deployCommand } from "../shared/engine.ts";
import { placeProvider } from "./provider-mirror.ts";
import { lockFileName } from "./lock-file.ts";
import { type CodeFolders, findRepository } from "./user-code.ts";

/** What a delivery takes from the process it runs in. */
export interface Delivery {
  /** Finds the bundled provider. It is called when the app is synthesized. */
  readonly provider: () => BundledProvider;
  readonly environment: Machine["environment"];
  /** The user's home folder. */
  readonly home: string;
  /** Tells the user's code from other code. It is called when the app is synthesized. */
  readonly code: () => CodeFolders;
  readonly now: () => Date;
}

const attachedStacks = new WeakSet<TerraformStack>();

/**
 * Places the bundled provider next to the stack when the app is synthesized, once for each stack, and warns of what would keep
 * Terraform from finding it. With a build that is not a release, the stack requires exactly that build. Which line of code
 * makes which block is written down there too.
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
      // Last: aspects and validations may still refuse the stack, and name its blocks.
      writeCodeFile(stack, findStackFolder(stack, session), { folders: delivery.code(), now: delivery.now() });
    },
  };
}

function readProcess(): Delivery {
  return {
    provider: () => findBundledProvider(import.meta.dirname),
    environment: process.env,
    home: homedir(),
    // The folder of the constructs, or that of the bundles.
    code: () => ({ repository: findRepository(process.cwd()), own: dirname(import.meta.dirname) }),
    now: () => new Date(),
  };
}

function findStackFolder(stack: TerraformStack, { outdir, manifest }: ISynthesisSession): string {
  return resolve(outdir, manifest.forStack(stack).workingDirectory);
}

function deliver(stack: TerraformStack, session: ISynthesisSession, delivery: Delivery): void {
  const built = delivery.provider();
  const stackFolder = findStackFolder(stack, session);
  const { environment, home } = delivery;
  placeProvider({ stackFolder, package: built, tofu: runsTofu(environment) });
  if (!built.release) stack.addOverride(`terraform.required_providers.${providerName}.version`, built.version);
  const machine = { environment, home, stackFolder };
  const sources = stack.allProviders().flatMap((provider) => provider.terraformProviderSource ?? []);
  const advice = [
    ...adviseOnHiddenFolder(machine, built.version),
    ...adviseOnOtherProviders(machine, join(stackFolder, lockFileName), { sources, deployCommand }),
  ];
  for (const line of advice) Annotations.of(stack).addWarning(line);
}
