/** A length of time in whole seconds. */
export class Duration {
  readonly #text: string;

  private constructor(amount: number, unit: "d" | "h" | "m" | "s") {
    if (!Number.isSafeInteger(amount) || amount < 0) {
      throw new RangeError(`A duration of ${amount}${unit}: it takes a whole number that is not negative.`);
    }
    this.#text = `${amount}${unit}`;
  }

  /** Of 24 hours each, whatever the clocks do. @throws RangeError for a fraction or a negative number */
  static days(amount: number): Duration {
    return new Duration(amount, "d");
  }

  /** @throws RangeError for a fraction or a negative number */
  static hours(amount: number): Duration {
    return new Duration(amount, "h");
  }

  /** @throws RangeError for a fraction or a negative number */
  static minutes(amount: number): Duration {
    return new Duration(amount, "m");
  }

  /** @throws RangeError for a fraction or a negative number */
  static seconds(amount: number): Duration {
    return new Duration(amount, "s");
  }

  /** As Terraform is given it: `90d`. */
  toString(): string {
    return this.#text;
  }
}
