import { ProtocolError } from "../protocol-error.ts";

/** JSON values by key that a provider stores with a resource's state, hidden from the user. */
export class PrivateState {
  readonly #values: Map<string, unknown>;

  constructor(values: Iterable<readonly [string, unknown]> = []) {
    this.#values = new Map(values);
  }

  static decode(bytes: Uint8Array | undefined): PrivateState {
    if (bytes === undefined || bytes.length === 0) return new PrivateState();
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    if (typeof parsed !== "object" || parsed === null)
      throw new ProtocolError("the private state is not a JSON object");
    return new PrivateState(Object.entries(parsed));
  }

  encode(): Uint8Array {
    if (this.#values.size === 0) return new Uint8Array();
    return Buffer.from(JSON.stringify(Object.fromEntries(this.#values)));
  }

  get(key: string): unknown {
    return this.#values.get(key);
  }

  set(key: string, value: unknown): void {
    this.#values.set(key, value);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}
