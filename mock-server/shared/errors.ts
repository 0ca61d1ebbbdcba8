export interface ErrorAnswer {
  readonly status: number;
  /** For the journal of seeds and tests; the vendor's envelope repeats it in its own words. */
  readonly message: string;
  /** The vendor's envelope: becomes JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a mock answers in place of a result. Each vendor's `errors.ts` makes them, in the vendor's envelope. */
export class MockError extends Error {
  override readonly name = "MockError";
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ status, message, body, headers = {} }: ErrorAnswer) {
    super(message);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}
