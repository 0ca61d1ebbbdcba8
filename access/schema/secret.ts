import { rememberSecret } from "./known-secrets.ts";

const hidden = "[secret]";

/**
 * Text that must not be shown. It prints as `[secret]` everywhere; only `open` gives the text back. The process also hides
 * the text in what it prints, when an endpoint repeats it.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    rememberSecret(text);
  }

  /** The text in clear. For encoders and request headers alone. */
  open(): string {
    return this.#text;
  }

  equals(other: Secret): boolean {
    return this.#text === other.#text;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.toPrimitive](): string {
    return hidden;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return hidden;
  }
}
