import { getPart, isObject, listEntries, listParts } from "../json-parts.ts";
import type { AddressPart } from "./traversal.ts";

/** A module of the configuration in a plan. */
export interface ModulePlace {
  /** The names of the calls that lead to it, outermost first. */
  readonly path: readonly string[];
  readonly module: unknown;
}

/** The address of a block in a module, as the configuration has it. @param own within the module */
export function writeAddress({ path }: Pick<ModulePlace, "path">, own: string): string {
  return path.map((name) => `module.${name}.`).join("") + own;
}

// People nest a few. A hostile document nests without end.
const deepest = 200;

/** Every module of a configuration, the root first. */
export function listModulesOf(root: unknown): readonly ModulePlace[] {
  const modules: ModulePlace[] = [{ path: [], module: root }];
  for (const { path, module } of modules) {
    if (path.length === deepest) continue;
    for (const [name, call] of listEntries(module, "module_calls")) {
      modules.push({ path: [...path, name], module: getPart(call, "module") });
    }
  }
  return modules;
}

const none: readonly string[] = [];

/** All that an expression refers to, in the plan's own order. */
export function listReferences(expression: unknown): readonly string[] {
  // Most are constants.
  if (isObject(expression) && Object.hasOwn(expression, "constant_value") && !Object.hasOwn(expression, "references")) {
    return none;
  }
  const found: string[] = [];
  const parts: unknown[] = [expression];
  // In order: what follows a reference says how it goes on.
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (Array.isArray(part)) parts.push(...(part as readonly unknown[]).toReversed());
    else if (isObject(part)) {
      const references = listParts(part, "references");
      found.push(...references.filter((one) => typeof one === "string"));
      if (references.length === 0 && !Object.hasOwn(part, "constant_value")) {
        parts.push(...Object.values(part).toReversed());
      }
    }
  }
  return found;
}

/** The calls of modules in a configuration. */
export interface ModuleIndex {
  /** The call of a module, by where the module is. */
  findCall(location: readonly AddressPart[]): unknown;
}

export function indexModules(root: unknown): ModuleIndex {
  return {
    findCall(location) {
      let call: unknown = { module: root };
      for (const [at, { name }] of location.entries()) {
        if (at % 2 === 1) call = getPart(call, "module", "module_calls", name);
      }
      return call;
    },
  };
}
