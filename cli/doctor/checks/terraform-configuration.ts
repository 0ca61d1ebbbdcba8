import { existsSync } from "node:fs";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { adviseOnHiddenFolder } from "#constructs/delivery/cli-configuration.ts";
import type { Check, Diagnosis, Machine } from "../check.ts";
import { listStacks } from "../project-files.ts";

/** Terraform ends with an error where the file that the variable names is not there. */
function checkNamed({ environment }: Machine): readonly Diagnosis[] {
  const name = ["TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG"].find((one) => (environment[one] ?? "") !== "");
  const path = name === undefined ? "" : (environment[name] ?? "");
  if (name === undefined || existsSync(path)) return [];
  return [{ state: "wrong", says: `${name} names ${path}, which is not there.`, fix: `Unset ${name}, or correct it.` }];
}

function checkHidden({ environment, home, folder }: Machine): readonly Diagnosis[] {
  const { version } = findBundledProvider(import.meta.dirname);
  const folders = [folder, ...listStacks(folder).map((stack) => stack.folder)];
  const said = folders.flatMap((stackFolder) => adviseOnHiddenFolder({ environment, home, stackFolder }, version));
  // What hides one folder hides the others too.
  return said.slice(0, 1).map((says): Diagnosis => {
    return { state: "doubtful", says, fix: "Or unset it for Terraform, if nothing else needs it." };
  });
}

export const terraformConfiguration: Check = {
  title: "Terraform's CLI configuration",
  async examine(machine) {
    const found = [...checkNamed(machine), ...checkHidden(machine)];
    return Promise.resolve(
      found.length > 0 ? found : [{ state: "well", says: "nothing keeps Terraform from the provider" }],
    );
  },
};
