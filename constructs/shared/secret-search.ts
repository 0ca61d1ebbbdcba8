import type { IConstruct } from "constructs";
import { DefaultTokenResolver, StringConcat, type TerraformElement, Token, Tokenization } from "./cdktf.ts";
import { refersToSecret } from "./secret-references.ts";

const resolver = new DefaultTokenResolver(new StringConcat());
const mark = "TfToken[";

/** Looks in many blocks for references to secrets. It resolves tokens alone, each once: a whole block takes much longer. */
export class SecretSearch {
  readonly #known = new Map<string, boolean>();

  /** Whether a block refers to a secret of any object. */
  finds(construct: TerraformElement): boolean {
    return this.#isIn(construct, construct.toTerraform());
  }

  #isIn(at: IConstruct, value: unknown): boolean {
    if (typeof value === "string") return this.#isInText(at, value);
    if (typeof value === "number") return Token.isUnresolved(value) && this.#isInResolved(at, value);
    if (typeof value !== "object" || value === null) return false;
    if (Tokenization.isResolvable(value)) return this.#isInResolved(at, value);
    if (Array.isArray(value)) {
      return Token.isUnresolved(value) ? this.#isInResolved(at, value) : value.some((one) => this.#isIn(at, one));
    }
    return Object.entries(value).some(([name, part]) => {
      return name !== "//" && (this.#isInText(at, name) || this.#isIn(at, part));
    });
  }

  #isInText(at: IConstruct, text: string): boolean {
    if (!text.includes(mark)) return text.includes("{") && refersToSecret(text);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const found = this.#isInResolved(at, text);
    this.#known.set(text, found);
    return found;
  }

  #isInResolved(at: IConstruct, value: unknown): boolean {
    const resolved: unknown = Tokenization.resolve(value, { scope: at, resolver });
    return refersToSecret(typeof resolved === "string" ? resolved : JSON.stringify(resolved ?? null));
  }
}
