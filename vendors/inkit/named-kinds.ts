import type { Named } from "../shared/creation/creations.ts";
import type { NamedKind } from "../shared/creation/named-creation.ts";

interface NamedRow extends Named {
  readonly created_at: string;
}

function describeCreation({ created_at }: NamedRow): string {
  return `created ${created_at}`;
}

function describeWaysOut({ id }: Named): string {
  return `To manage it: terraform import ADDRESS ${id}. If nobody needs it, delete it in Inkit. Running again creates another one beside it: names may repeat.`;
}

export const roleKind: NamedKind<NamedRow> = {
  noun: "role",
  describe: describeCreation,
  describeWaysOut,
};
export const accountKind: NamedKind<NamedRow> = {
  noun: "account",
  describe: describeCreation,
  describeWaysOut,
};
