import type { Check, Machine } from "../check.ts";
import { isOlder } from "../versions.ts";

/** The first versions of both that speak the protocol and take the functions. */
const least: { readonly [product: string]: string } = { Terraform: "1.5.7", OpenTofu: "1.8.0" };

/** The binary that the CDKTF CLI runs, else the usual ones. */
function listBinaries({ environment }: Machine): readonly string[] {
  const named = environment["TERRAFORM_BINARY_NAME"];
  return named === undefined || named === "" ? ["terraform", "tofu"] : [named];
}

export const terraform: Check = {
  title: "Terraform",
  async examine(machine) {
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
