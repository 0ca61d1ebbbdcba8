import type { ExactRef, Space } from "../model/statements/ref.ts";

type Texts = Map<string, number>;

const spaces: { readonly [space in Space]: number } = {
  principal: 0,
  group: 1,
  idpGroup: 2,
  role: 3,
  scope: 4,
  domain: 5,
  key: 6,
};
const kinds: { readonly [kind in ExactRef["kind"]]: number } = { id: 0, name: 1, address: 2 };

function findSlot({ space, kind }: ExactRef): number {
  return spaces[space] * 3 + kinds[kind];
}

/** Sets of references that lead to one thing. Each reference has a number, so that none is spelled as a text. */
export class RefUnions {
  readonly #accounts = new Map<string, Texts[]>();
  readonly #parents: number[] = [];
  /** By number. */
  readonly refs: ExactRef[] = [];

  #listTexts(ref: ExactRef): Texts {
    let slots = this.#accounts.get(ref.account);
    if (slots === undefined) {
      slots = Array.from({ length: 21 }, (): Texts => new Map());
      this.#accounts.set(ref.account, slots);
    }
    return slots[findSlot(ref)] ?? new Map<string, number>();
  }

  /** The number of a reference, which is new if there is none yet. */
  add(ref: ExactRef): number {
    const texts = this.#listTexts(ref);
    const known = texts.get(ref.text);
    if (known !== undefined) return known;
    const number = this.refs.length;
    texts.set(ref.text, number);
    this.refs.push(ref);
    this.#parents.push(number);
    return number;
  }

  get(ref: ExactRef): number | undefined {
    return this.#accounts.get(ref.account)?.[findSlot(ref)]?.get(ref.text);
  }

  /** The number that stands for the whole set. */
  find(number: number): number {
    let root = number;
    while (this.#parentOf(root) !== root) root = this.#parentOf(root);
    for (let one = number; one !== root;) {
      const next = this.#parentOf(one);
      this.#parents[one] = root;
      one = next;
    }
    return root;
  }

  #parentOf(number: number): number {
    return this.#parents[number] ?? number;
  }

  join(one: number, other: number): void {
    this.#parents[this.find(one)] = this.find(other);
  }
}
