// Made by `npm run generate`; edit what it is made from instead.
import type { Check } from "./check.ts";
import { configuration } from "./checks/configuration.ts";
import { node } from "./checks/node.ts";
import { packages } from "./checks/packages.ts";
import { project } from "./checks/project.ts";
import { secretsInGit } from "./checks/secrets-in-git.ts";
import { stacks } from "./checks/stacks.ts";
import { terraformConfiguration } from "./checks/terraform-configuration.ts";
import { terraform } from "./checks/terraform.ts";
import { tokens } from "./checks/tokens.ts";

/** Everything that `latchkey doctor` looks at. */
export const checks: readonly Check[] = [
  configuration,
  node,
  packages,
  project,
  secretsInGit,
  stacks,
  terraformConfiguration,
  terraform,
  tokens,
];
