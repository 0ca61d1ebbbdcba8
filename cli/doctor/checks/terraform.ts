import type { Check, Diagnosis, Machine } from "../check.ts";
import { isOlder } from "../versions.ts";

/** The first versions of both that speak the protocol and take the functions. */
const least: { readonly [product: string]: string } = { Terraform: "1.5.7", OpenTofu: "1.8.0" };

/** The binary that the CDKTF CLI runs, else the usual ones. */
function listBinaries({ environment }: Machine): readonly string[] {
  const named = environment["TERRAFORM_BINARY_NAME"];
  return named === undefined || named === "" ? ["terraform", "tofu"] : [named];
}

const ownVariable = "LATCHKEY_TERRAFORM";

/** What unit tests of stacks run, where it is not what the CDKTF CLI runs. */
async function checkOwn({ environment, run }: Machine): Promise<Diagnosis | undefined> {
  const named = environment[ownVariable] ?? "";
  if (named === "" || /^(?:Terraform|OpenTofu) v/.test((await run(named, ["version"])) ?? "")) return undefined;
  const says = `${ownVariable} names ${named}, which is not there or is no Terraform.`;
  return { state: "wrong", says, fix: `Unset ${ownVariable}, or correct it.` };
}

export const terraform: Check = {
  title: "Terraform",
  async examine(machine) {
    const own = await checkOwn(machine);
    if (own !== undefined) return [own];
    const binaries = listBinaries(machine);
    for (const binary of binaries) {
      const output = await machine.run(binary, ["version"]);
      const [, product = "", version = ""] = /^(Terraform|OpenTofu) v(\S+)/.exec(output ?? "") ?? [];
      const oldest = least[product];
      if (oldest === undefined) continue;
      if (!isOlder(version, oldest)) return [{ state: "well", says: `${product} ${version}` }];
      return [
        { state: "wrong", says: `This is ${product} ${version}.`, fix: `Install ${product} ${oldest} or later.` },
      ];
    }
    const fix = "Install Terraform 1.5.7 or later, or OpenTofu 1.8 or later, and put it on the PATH.";
    return [{ state: "wrong", says: `${binaries.join(" and ")}: not found, or neither of the two.`, fix }];
  },
};
