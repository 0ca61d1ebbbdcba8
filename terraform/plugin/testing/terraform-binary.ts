import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TerraformBinary {
  /** A name on PATH, or the path in LATCHKEY_TERRAFORM. */
  readonly path: string;
  readonly product: "Terraform" | "OpenTofu";
  readonly version: string;
}

type Environment = { readonly [name: string]: string | undefined };

const variable = "LATCHKEY_TERRAFORM";

function readVersion(path: string, environment: Environment): TerraformBinary | undefined {
  const { status, stdout } = spawnSync(path, ["version"], {
    encoding: "utf8",
    env: createQuietEnvironment(environment),
  });
  const [, product, version] = /^(Terraform|OpenTofu) v(\S+)/.exec(status === 0 ? stdout : "") ?? [];
  if (version === undefined || (product !== "Terraform" && product !== "OpenTofu")) return undefined;
  return { path, product, version };
}

// One for all tests, so that only the first of them compiles the bundled provider.
const codeCache = join(tmpdir(), "latchkey-tests-code");

/**
 * The environment for a Terraform process: no version checks, no prompts, no inherited variables that change commands, and nothing
 * left in the user's cache folder. Without NODE_EXTRA_CA_CERTS, for which Node 20 reads some 140 certificates at each start: 40 ms, three
 * times a plan.
 */
export function createQuietEnvironment(environment: Environment): NodeJS.ProcessEnv {
  const inherited = Object.entries(environment).filter(
    ([name]) => !/^(?:TF_(?:CLI_ARGS|CLI_CONFIG_FILE|WORKSPACE|DATA_DIR|LOG|REATTACH)|NODE_EXTRA_CA_CERTS$)/.test(name),
  );
  const fixed = { CHECKPOINT_DISABLE: "1", TF_INPUT: "0", TF_IN_AUTOMATION: "1", LATCHKEY_CODE_CACHE: codeCache };
  return { ...Object.fromEntries(inherited), ...fixed };
}

/** The Terraform or OpenTofu to use, or a message that says what to install. */
export function findTerraform(environment: Environment): TerraformBinary | string {
  const named = environment[variable];
  if (named !== undefined && named !== "") {
    const found = readVersion(named, environment);
    return found ?? `${variable} is "${named}", which is neither Terraform nor OpenTofu. Set it to the path of either.`;
  }
  const found = readVersion("terraform", environment) ?? readVersion("tofu", environment);
  if (found !== undefined) return found;
  return `Neither terraform nor tofu is on PATH. Install Terraform 1.5.7 or later (developer.hashicorp.com/terraform/install) or OpenTofu (opentofu.org/docs/intro/install), or set ${variable} to the path of one.`;
}
