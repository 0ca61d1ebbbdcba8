/** A reference to an attribute of another block, such as `data.access_role.viewer.id`. */
export interface Reference {
  readonly block: string;
  readonly attribute: string;
}

export class ReferenceValue {
  readonly to: Reference;

  constructor(to: Reference) {
    this.to = to;
  }
}

export type Body = Readonly<Record<string, unknown>>;

export interface Block {
  /** Such as `data.access_role.viewer` or `access_key.main`. */
  readonly address: string;
  readonly kind: "data" | "resource";
  /** The noun without the provider's prefix. */
  readonly type: string;
  readonly body: Body;
}

const comment = /^\s*#.*$/gm;

const tokenPattern = /\s*("(?:[^"\\]|\\.)*"|[{}[\]=,:]|-?\d+(?:\.\d+)?|[A-Za-z_][\w.]*)/y;

function tokenize(commented: string): readonly string[] {
  const text = commented.replaceAll(comment, "");
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  for (let at = 0; ; at = tokenPattern.lastIndex) {
    const [, token] = tokenPattern.exec(text) ?? [];
    if (token === undefined) {
      const rest = text.slice(at).trim();
      if (rest !== "") throw new Error(`the example has what this reader does not know: ${rest.slice(0, 60)}`);
      return tokens;
    }
    tokens.push(token);
  }
}

/** Reads the part of HCL in which the examples are written: literals, lists, objects and references. */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error("the example ends in the middle of a block");
    this.#at += 1;
    return token;
  }

  #skip(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  readBlock(): { readonly words: readonly string[]; readonly body: Body } {
    const words: string[] = [];
    while (!this.#skip("{")) words.push(this.#next().replaceAll('"', ""));
    return { words, body: this.#readMembers() };
  }

  #readMembers(): Body {
    const members: Record<string, unknown> = {};
    while (!this.#skip("}")) {
      const name = this.#next().replaceAll('"', "");
      if (this.#skip("{")) members[name] = this.#readMembers();
      else {
        if (!this.#skip("=") && !this.#skip(":")) throw new Error(`${name} has no value`);
        members[name] = this.#readValue();
      }
      this.#skip(",");
    }
    return members;
  }

  #readList(): readonly unknown[] {
    const values: unknown[] = [];
    while (!this.#skip("]")) {
      values.push(this.#readValue());
      this.#skip(",");
    }
    return values;
  }

  #readValue(): unknown {
    if (this.#skip("{")) return this.#readMembers();
    if (this.#skip("[")) return this.#readList();
    const token = this.#next();
    if (/^["\d-]/.test(token) || ["true", "false", "null"].includes(token)) return JSON.parse(token);
    const parts = token.split(".");
    return new ReferenceValue({ block: parts.slice(0, -1).join("."), attribute: parts.at(-1) ?? "" });
  }
}

/** The blocks of a configuration, without `provider` and `output`. */
export function parseConfiguration(text: string): readonly Block[] {
  const reader = new Reader(tokenize(text));
  const blocks: Block[] = [];
  while (!reader.isAtEnd) {
    const { words, body } = reader.readBlock();
    const [kind, type = "", name = ""] = words;
    if (kind !== "data" && kind !== "resource") continue;
    const address = kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
    blocks.push({ address, kind, type: type.replace(/^access_/, ""), body });
  }
  return orderBlocks(blocks);
}

function listReferences(value: unknown): readonly string[] {
  if (value instanceof ReferenceValue) return [value.to.block];
  if (Array.isArray(value)) return value.flatMap(listReferences);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(listReferences) : [];
}

/** Puts each block after the blocks that it refers to. */
function orderBlocks(blocks: readonly Block[]): readonly Block[] {
  const done = new Set<string>();
  const ordered: Block[] = [];
  while (ordered.length < blocks.length) {
    const ready = blocks.filter(
      ({ address, body }) => !done.has(address) && listReferences(body).every((one) => done.has(one)),
    );
    if (ready.length === 0) throw new Error("the example's references form a circle");
    ordered.push(...ready);
    for (const { address } of ready) done.add(address);
  }
  return ordered;
}
