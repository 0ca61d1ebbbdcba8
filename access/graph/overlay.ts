import type { NodeId } from "./nodes.ts";

type Lists<T> = ReadonlyMap<NodeId, readonly T[]>;

/** What may be added to while a search goes on. Only what is added to is copied. */
export class Overlay<T> implements Lists<T> {
  readonly #base: Lists<T>;
  readonly #own = new Map<NodeId, T[]>();

  constructor(base: Lists<T>) {
    this.#base = base;
  }

  add(node: NodeId, value: T): void {
    const own = this.#own.get(node);
    if (own === undefined) this.#own.set(node, [...(this.#base.get(node) ?? []), value]);
    else own.push(value);
  }

  get(node: NodeId): readonly T[] | undefined {
    return this.#own.get(node) ?? this.#base.get(node);
  }

  has(node: NodeId): boolean {
    return this.#own.has(node) || this.#base.has(node);
  }

  get size(): number {
    return this.#base.size + [...this.#own.keys()].filter((node) => !this.#base.has(node)).length;
  }

  *entries(): MapIterator<[NodeId, readonly T[]]> {
    for (const [node, values] of this.#base) yield [node, this.#own.get(node) ?? values];
    for (const [node, values] of this.#own) if (!this.#base.has(node)) yield [node, values];
  }

  *keys(): MapIterator<NodeId> {
    for (const [node] of this.entries()) yield node;
  }

  *values(): MapIterator<readonly T[]> {
    for (const [, values] of this.entries()) yield values;
  }

  [Symbol.iterator](): MapIterator<[NodeId, readonly T[]]> {
    return this.entries();
  }

  forEach(tell: (values: readonly T[], node: NodeId, all: Lists<T>) => void): void {
    for (const [node, values] of this.entries()) tell(values, node, this);
  }
}
