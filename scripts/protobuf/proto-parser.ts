export interface ProtoField {
  readonly name: string;
  readonly number: number;
  /** As it is written: a scalar, or a message or enum by a name that its surroundings resolve. */
  readonly type: string;
  readonly label: "one" | "optional" | "repeated" | "map";
  readonly oneof?: string;
}

export interface ProtoMessage {
  readonly kind: "message";
  /** With the names of the messages around it: `Schema.Attribute`. */
  readonly name: string;
  readonly fields: readonly ProtoField[];
}

export interface ProtoEnum {
  readonly kind: "enum";
  readonly name: string;
  readonly values: readonly { readonly name: string; readonly number: number }[];
}

export interface ProtoMethod {
  readonly name: string;
  readonly request: string;
  readonly response: string;
  readonly kind: "unary" | "serverStream" | "clientStream" | "bidi";
}

export interface ProtoService {
  readonly name: string;
  readonly methods: readonly ProtoMethod[];
}

export interface ProtoFile {
  readonly package: string;
  readonly types: readonly (ProtoMessage | ProtoEnum)[];
  readonly services: readonly ProtoService[];
}

const token = /\s+|\/\/[^\n]*|("[^"\n]*"|[A-Za-z_][\w.]*|\d+|[{}()<>=;,])|(.)/gy;

/** Reads the part of proto3 that our files use. Whatever else they say (options, comments in blocks, `reserved`) fails. */
class ProtoParser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = [...text.matchAll(token)].flatMap(([, word, strange]) => {
      if (strange !== undefined) throw new Error(`unexpected character ${strange} in a proto file`);
      return word ?? [];
    });
  }

  #next(): string {
    const word = this.#tokens[this.#at];
    if (word === undefined) throw new Error("the proto file ends too early");
    this.#at += 1;
    return word;
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at] !== word) return false;
    this.#at += 1;
    return true;
  }

  #expect(...words: readonly string[]): void {
    for (const word of words) {
      const found = this.#next();
      if (found !== word) throw new Error(`expected ${word} in a proto file, found ${found}`);
    }
  }

  #numbered(): number {
    this.#expect("=");
    const number = Number(this.#next());
    this.#expect(";");
    if (!Number.isInteger(number)) throw new Error("expected a number in a proto file");
    return number;
  }

  #field(first: string, oneof?: string): ProtoField {
    const label = first === "optional" || first === "repeated" || first === "map" ? first : "one";
    if (label === "map") this.#expect("<", "string", ",");
    const type = label === "one" ? first : this.#next();
    if (label === "map") this.#expect(">");
    const name = this.#next();
    return { name, number: this.#numbered(), type, label, ...(oneof === undefined ? {} : { oneof }) };
  }

  #oneof(): readonly ProtoField[] {
    const name = this.#next();
    const fields: ProtoField[] = [];
    this.#expect("{");
    while (!this.#take("}")) fields.push(this.#field(this.#next(), name));
    return fields;
  }

  #enum(around: string): ProtoEnum {
    const name = around + this.#next();
    const values: { name: string; number: number }[] = [];
    this.#expect("{");
    while (!this.#take("}")) values.push({ name: this.#next(), number: this.#numbered() });
    return { kind: "enum", name, values };
  }

  /** The message, and before it the types that are declared in it. */
  #message(around: string): readonly (ProtoMessage | ProtoEnum)[] {
    const name = around + this.#next();
    const inner: (ProtoMessage | ProtoEnum)[] = [];
    const fields: ProtoField[] = [];
    this.#expect("{");
    while (!this.#take("}")) {
      const first = this.#next();
      if (first === "message") inner.push(...this.#message(`${name}.`));
      else if (first === "enum") inner.push(this.#enum(`${name}.`));
      else if (first === "oneof") fields.push(...this.#oneof());
      else fields.push(this.#field(first));
    }
    // A message that only holds others is a name, and nothing is sent by it.
    return fields.length === 0 && inner.length > 0 ? inner : [...inner, { kind: "message", name, fields }];
  }

  #method(): ProtoMethod {
    const name = this.#next();
    this.#expect("(");
    const sendsMany = this.#take("stream");
    const request = this.#next();
    this.#expect(")", "returns", "(");
    const answersMany = this.#take("stream");
    const response = this.#next();
    this.#expect(")", ";");
    if (sendsMany) return { name, request, response, kind: answersMany ? "bidi" : "clientStream" };
    return { name, request, response, kind: answersMany ? "serverStream" : "unary" };
  }

  #service(): ProtoService {
    const name = this.#next();
    const methods: ProtoMethod[] = [];
    this.#expect("{");
    while (!this.#take("}")) {
      this.#expect("rpc");
      methods.push(this.#method());
    }
    return { name, methods };
  }

  parse(): ProtoFile {
    const types: (ProtoMessage | ProtoEnum)[] = [];
    const services: ProtoService[] = [];
    this.#expect("syntax", "=", '"proto3"', ";", "package");
    const name = this.#next();
    this.#expect(";");
    while (this.#at < this.#tokens.length) {
      const first = this.#next();
      if (first === "message") types.push(...this.#message(""));
      else if (first === "enum") types.push(this.#enum(""));
      else if (first === "service") services.push(this.#service());
      else if (first === "import") this.#at += 2;
      else throw new Error(`unexpected ${first} in a proto file`);
    }
    return { package: name, types, services };
  }
}

export function parseProto(text: string): ProtoFile {
  return new ProtoParser(text).parse();
}
