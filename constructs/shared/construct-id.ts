import type { IConstruct } from "constructs";
import { AccessError } from "#access/model/errors.ts";

/**
 * Whether every JavaScript object has a member of this name. The library that makes the tree takes a child of such an id
 * for one that is there already.
 */
export function isInheritedName(id: string): boolean {
  return id in Object.prototype;
}

function findFault(id: unknown): readonly [message: string, advice: string] | undefined {
  if (typeof id !== "string") {
    const shown = id === null || id === undefined ? String(id) : `of type ${typeof id}`;
    return [`the construct id is ${shown}.`, "Pass a text as the second argument."];
  }
  if (id === "") return ["the construct id is empty.", "Pass a text as the second argument."];
  if (!isInheritedName(id)) return undefined;
  return [
    `"${id}" cannot be the id of a construct: every JavaScript object has a member of that name.`,
    `Choose another id, such as "${id}-1". Where the vendor must see "${id}", set it as \`name\`.`,
  ];
}

/** The id itself, if CDKTF can make a construct of it. @throws AccessError */
export function checkId(scope: IConstruct, id: string): string {
  const [message, advice] = findFault(id) ?? [];
  if (message === undefined || advice === undefined) return id;
  const at = scope.node.path === "" ? "" : `${scope.node.path}: `;
  throw new AccessError("invalid_value", `${at}${message} ${advice}`, { advice });
}
