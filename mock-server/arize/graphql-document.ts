/** As much of GraphQL as one operation needs: its fields, arguments, variables and selections. */
export interface Field {
  readonly name: string;
  /** What the answer calls it. */
  readonly alias: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly selection: readonly Field[];
}

export interface Operation {
  readonly kind: "query" | "mutation";
  readonly name: string | null;
  readonly fields: readonly Field[];
}

/** The message is for the caller. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
}

const token = /\s+|,|#[^\n]*|(\$?[_A-Za-z]\w*|-?\d+(?:\.\d+)?|"(?:[^"\\\n]|\\.)*"|[{}()[\]:!=])|(.)/gy;

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const [, word, stray] of text.matchAll(token)) {
    if (stray !== undefined) throw new DocumentError(`unexpected "${stray}"`);
    if (word !== undefined) tokens.push(word);
  }
  return tokens;
}

class Reader {
  readonly #tokens: string[];
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(text: string, variables: Readonly<Record<string, unknown>>) {
    this.#tokens = tokenize(text);
    this.#variables = variables;
  }

  #take(wanted?: string): string {
    const next = this.#tokens.shift();
    if (next === undefined) throw new DocumentError("the document ends too early");
    if (wanted !== undefined && next !== wanted) throw new DocumentError(`expected "${wanted}" before "${next}"`);
    return next;
  }

  #has(token: string): boolean {
    if (this.#tokens[0] !== token) return false;
    this.#tokens.shift();
    return true;
  }

  operation(): Operation {
    if (this.#tokens[0] === "{") return { kind: "query", name: null, fields: this.#selection() };
    const kind = this.#take();
    if (kind !== "query" && kind !== "mutation") throw new DocumentError(`unexpected "${kind}"`);
    const name = this.#tokens[0] === "{" || this.#tokens[0] === "(" ? null : this.#take();
    if (this.#has("(")) while (!this.#has(")")) this.#take();
    const fields = this.#selection();
    if (this.#tokens.length > 0) throw new DocumentError("one operation a document");
    return { kind, name, fields };
  }

  #selection(): readonly Field[] {
    const fields: Field[] = [];
    this.#take("{");
    while (!this.#has("}")) fields.push(this.#field());
    return fields;
  }

  #field(): Field {
    const alias = this.#take();
    const name = this.#has(":") ? this.#take() : alias;
    const given = this.#has("(") ? this.#members(")") : {};
    return { name, alias, arguments: given, selection: this.#tokens[0] === "{" ? this.#selection() : [] };
  }

  #members(end: string): Readonly<Record<string, unknown>> {
    const members: Record<string, unknown> = {};
    while (!this.#has(end)) {
      const name = this.#take();
      this.#take(":");
      members[name] = this.#value();
    }
    return members;
  }

  #value(): unknown {
    const next = this.#take();
    if (next === "{") return this.#members("}");
    if (next === "[") return this.#list();
    if (next.startsWith("$")) return this.#variables[next.slice(1)];
    if (/^["\d-]/.test(next)) return JSON.parse(next);
    const constants: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
    // A bare word is an enum's value.
    return Object.hasOwn(constants, next) ? constants[next] : next;
  }

  #list(): readonly unknown[] {
    const values: unknown[] = [];
    while (!this.#has("]")) values.push(this.#value());
    return values;
  }
}

/** Throws `DocumentError` if the mock cannot read the document. */
export function readDocument(text: string, variables: Readonly<Record<string, unknown>>): Operation {
  return new Reader(text, variables).operation();
}

/** What was asked for of a value, under the names that were asked for. */
export function selectFields(value: unknown, selection: readonly Field[]): unknown {
  if (selection.length === 0 || typeof value !== "object" || value === null) return value;
  const entries = selection.map(({ name, alias, selection: inner }) => {
    if (!Object.hasOwn(value, name)) throw new DocumentError(`there is no field "${name}" here`);
    return [alias, selectFields(Reflect.get(value, name), inner)];
  });
  return Object.fromEntries(entries);
}
