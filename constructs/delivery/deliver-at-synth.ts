import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { Annotations, type ISynthesisSession, type TerraformStack } from "../cdk.ts";
import { providerName } from "#access/model/provider/settings.ts";
import { type BundledProvider, bundledProvider } from "./bundled-provider.ts";
import { type Surroundings, hiddenFolderAdvice, otherProvidersAdvice, runsTofu } from "./cli-configuration.ts";
import { layProvider } from "./lay.ts";
import { lockFileName } from "./lock-file.ts";

export interface Delivery {
  /** Called when the app is synthesized. */
  readonly provider: () => BundledProvider;
  readonly environment: Surroundings["environment"];
  readonly home: string;
}

const attached = new WeakSet<TerraformStack>();

/**
 * Lays the bundled provider beside the stack when the app is synthesized, once however often it is called, and warns of
 * what would keep Terraform from finding it. A build that is no release makes the stack require exactly itself.
 * `Testing.synth` asks no synthesizer: it lays nothing and shows the version that the provider construct names.
 */
export function attachDelivery(stack: TerraformStack, delivery: Delivery = ownDelivery()): void {
  if (attached.has(stack)) return;
  attached.add(stack);
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize(session) {
      deliver(stack, session, delivery);
      synthesizer.synthesize(session);
    },
  };
}

function ownDelivery(): Delivery {
  return { provider: () => bundledProvider(import.meta.dirname), environment: process.env, home: homedir() };
}

function deliver(stack: TerraformStack, session: ISynthesisSession, delivery: Delivery): void {
  const built = delivery.provider();
  const stackFolder = resolve(session.outdir, session.manifest.forStack(stack).workingDirectory);
  const { environment, home } = delivery;
  layProvider({ stackFolder, package: built, tofu: runsTofu(environment) });
  if (!built.release) stack.addOverride(`terraform.required_providers.${providerName}.version`, built.version);
  const around = { environment, home, stackFolder };
  const sources = stack.allProviders().flatMap((provider) => provider.terraformProviderSource ?? []);
  const advice = [
    ...hiddenFolderAdvice(around, built.version),
    ...otherProvidersAdvice(around, join(stackFolder, lockFileName), sources),
  ];
  for (const line of advice) Annotations.of(stack).addWarning(line);
}
