import { writeImportId } from "#review/drift/import-id.ts";
import { readSides } from "#review/read-source.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { headerOf, type VendorBench } from "./access.ts";

export interface Adopted {
  /** How many objects Terraform manages now. */
  readonly count: number;
}

interface Import {
  readonly address: string;
  readonly block: string;
  readonly id: string;
}

/** What of an account code can manage, as a snapshot tells it: not what the token itself is. */
function listImports(snapshot: string, vendor: string): readonly Import[] {
  const { after } = readSides(snapshot, { vendors: [] });
  const asker = after.askedBy?.kind === "known" ? after.askedBy.id : null;
  const nouns = vendorFacts[vendor]?.nouns ?? {};
  const own = after.instances.filter(({ type, kind, isBuiltIn, state }) => {
    if (!Object.hasOwn(nouns, type)) return false;
    const subject = state["serviceAccountId"] ?? state["memberId"] ?? state["id"];
    return kind === "resource" && isBuiltIn !== true && subject !== asker;
  });
  return own.map((one, at) => {
    const id = writeImportId(one);
    if (id === null) throw new Error(`${vendor}: nothing imports ${one.type}`);
    const type = `access_${one.type}`;
    const name = `n${at}`;
    return { address: `${type}.${name}`, block: `resource "${type}" "${name}" {}\n`, id };
  });
}

/** Takes all of an account into Terraform's state, as it is. */
export async function adoptAll({ workspace }: VendorBench, vendor: string, snapshot: string): Promise<Adopted> {
  const imports = listImports(snapshot, vendor);
  await workspace.write(`${headerOf(vendor)}\n${imports.map(({ block }) => block).join("")}`);
  for (const { address, id } of imports) await workspace.must("import", "-no-color", address, id);
  return { count: imports.length };
}
