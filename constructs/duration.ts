import { describeValue } from "./shared/props.ts";

/** A length of time in whole units. */
export class Duration {
  readonly #text: string;

  private constructor(amount: number, unit: "d" | "h" | "m" | "s") {
    if (!Number.isSafeInteger(amount) || amount < 0) {
      const given = typeof amount === "number" ? `${amount}${unit}` : describeValue(amount);
      throw new RangeError(`Invalid duration ${given}. Use a whole number that is not negative, such as 9.`);
    }
    this.#text = `${amount}${unit}`;
  }

  /**
   * Days of 24 hours each, regardless of daylight saving time.
   *
   * @throws RangeError for a fraction or a negative number
   */
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

  /** The form that Terraform receives: `90d`, `36h`. */
  toString(): string {
    return this.#text;
  }
}
