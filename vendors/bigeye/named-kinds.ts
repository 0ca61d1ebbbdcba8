import type { Named } from "../shared/creation/creations.ts";
import type { NamedKind } from "../shared/creation/named-creation.ts";

function describeWaysOut({ id }: Named, otherwise: string): string {
  return `To manage it: terraform import ADDRESS ${id}. If nobody needs it, delete it in Bigeye. ${otherwise}.`;
}

function describeSharedName(row: Named): string {
  return describeWaysOut(row, "Or run again to create another one with the same name");
}

function describeUniqueName(row: Named): string {
  return describeWaysOut(row, "Or choose another name");
}

export const accountKind: NamedKind<Named> = { noun: "service account", describeWaysOut: describeSharedName };
export const roleKind: NamedKind<Named> = { noun: "role", describeWaysOut: describeSharedName };
export const groupKind: NamedKind<Named> = { noun: "group", describeWaysOut: describeUniqueName };
export const memberKind: NamedKind<Named> = { noun: "member", attribute: "email", describeWaysOut: describeUniqueName };
