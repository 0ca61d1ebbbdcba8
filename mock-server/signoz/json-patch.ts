import type { z } from "zod";
import type { dashboardPatch } from "#vendors/signoz/wire/dashboard.ts";
import { writeSent } from "./body.ts";
import { invalidInput } from "./errors.ts";

type Operation = z.output<typeof dashboardPatch>[number];
type Place = { readonly parent: object; readonly key: string };

function refusePath(path: string): never {
  throw invalidInput("invalid_input", `the patch's path "${path}" leads nowhere`);
}

function readKeys(path: string): readonly string[] {
  if (!path.startsWith("/")) refusePath(path);
  const keys = path.slice(1).split("/");
  // What is no member of JSON's must not be reached.
  if (keys.includes("__proto__")) refusePath(path);
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function findPlace(document: object, path: string): Place {
  const keys = readKeys(path);
  let parent = document;
  for (const key of keys.slice(0, -1)) {
    const next: unknown = Object.hasOwn(parent, key) ? Reflect.get(parent, key) : undefined;
    if (typeof next !== "object" || next === null) refusePath(path);
    parent = next;
  }
  return { parent, key: keys.at(-1) ?? "" };
}

function indexIn(list: readonly unknown[], key: string, path: string): number {
  const index = key === "-" ? list.length : Number(key);
  if (!/^(?:-|0|[1-9]\d{0,5})$/.test(key) || index > list.length) refusePath(path);
  return index;
}

function applyOperation(document: object, { op, path, value }: Operation): void {
  const { parent, key } = findPlace(document, path);
  const isThere = Object.hasOwn(parent, key);
  if (op !== "add" && op !== "replace" && op !== "remove") {
    throw invalidInput("invalid_input", `the mock applies the patches add, replace and remove, not "${op}"`);
  }
  if (op !== "add" && !isThere) refusePath(path);
  if (Array.isArray(parent)) {
    const added = op === "remove" ? [] : [value ?? null];
    parent.splice(indexIn(parent, key, path), op === "add" ? 0 : 1, ...added);
  } else if (op === "remove") Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, key, value ?? null);
}

/** The document, which is JSON, with the patches applied one after the other. Throws 400 where one leads nowhere. */
export function patchDocument(json: string, patches: readonly Operation[]): string {
  const document: unknown = JSON.parse(json);
  if (typeof document !== "object" || document === null) return json;
  for (const patch of patches) applyOperation(document, patch);
  return writeSent(document);
}
