import type { Named, NamedKind } from "../shared/creation/named-kind.ts";

interface NamedRow extends Named {
  readonly created_at: string;
}

const readCreation = ({ created_at }: NamedRow): string => created_at;

function describeCreation({ created_at }: NamedRow): string {
  return `created ${created_at}`;
}

function describeWaysOut({ id }: Named): string {
  return `To manage it: terraform import ADDRESS ${id}. If nobody needs it, delete it in Inkit. Or choose another name.`;
}

export const roleKind: NamedKind<NamedRow> = {
  noun: "role",
  repeats: "refused",
  readCreation,
  describe: describeCreation,
  describeWaysOut,
};
export const accountKind: NamedKind<NamedRow> = {
  noun: "account",
  repeats: "refused",
  readCreation,
  describe: describeCreation,
  describeWaysOut,
};
