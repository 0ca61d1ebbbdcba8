/** An expression of TypeScript that is yet to be laid out. */
export type Code =
  | { readonly kind: "text"; readonly text: string }
  /** A number, `true`, `this`, or the name of a variable. */
  | { readonly kind: "word"; readonly word: string }
  /** A name that a package exports, or the package itself under a name. */
  | { readonly kind: "imported"; readonly name: string; readonly from: string; readonly isPackage?: true }
  | { readonly kind: "member"; readonly of: Code; readonly name: string; readonly isOptional: boolean }
  | { readonly kind: "call"; readonly callee: Code; readonly args: readonly Code[] }
  | { readonly kind: "new"; readonly callee: Code; readonly args: readonly Code[] }
  | { readonly kind: "list"; readonly elements: readonly Code[] }
  | { readonly kind: "record"; readonly entries: readonly (readonly [name: string, value: Code])[] }
  | { readonly kind: "assignment"; readonly to: Code; readonly value: Code };

export function writeText(text: string): Code {
  return { kind: "text", text };
}

export function writeWord(word: string): Code {
  return { kind: "word", word };
}

/** What `latchkey` exports. */
export function useExport(name: string): Code {
  return { kind: "imported", name, from: "latchkey" };
}

/** `of.first.second` */
export function readMember(of: Code, ...names: readonly string[]): Code {
  return names.reduce((inner: Code, name): Code => ({ kind: "member", of: inner, name, isOptional: false }), of);
}

/** `of.name(…)` */
export function callMethod(of: Code, name: string, args: readonly Code[]): Code {
  return { kind: "call", callee: readMember(of, name), args };
}

/** `new NAME(this, "id", props)`, with a class that `latchkey` exports. */
export function createConstruct(name: string, id: string, props: readonly (readonly [string, Code])[]): Code {
  const given: readonly Code[] = props.length === 0 ? [] : [{ kind: "record", entries: props }];
  return { kind: "new", callee: useExport(name), args: [writeWord("this"), writeText(id), ...given] };
}

/** A value as a literal: texts, flags, numbers, and lists and records of them. */
export function writeValue(value: unknown): Code {
  if (typeof value === "string") return writeText(value);
  if (Array.isArray(value)) return { kind: "list", elements: value.map(writeValue) };
  if (typeof value !== "object" || value === null) return writeWord(String(value));
  return { kind: "record", entries: Object.entries(value).map(([name, inner]) => [name, writeValue(inner)] as const) };
}
