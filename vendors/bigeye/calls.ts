import type * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "../shared/http/content.ts";
import type { HttpClient, HttpRequest } from "../shared/http/http-client.ts";
import { failed, failedWrite, mayBeMissing } from "./errors.ts";

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

export function at(...segments: readonly string[]): string {
  return segments.map((segment, index) => (index === 0 ? segment : `/${encodeURIComponent(segment)}`)).join("");
}

/** An id as Bigeye takes it: a number, or the numeral where no number of JavaScript holds it. */
export function sentId(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}

/** One call, and what it is for, to begin messages with. */
export interface Call<S extends z.ZodType> extends HttpRequest {
  readonly what: string;
  readonly answers: S;
}

/** Calls in the vendor's JSON, until the signal is aborted. Errors are `AccessError`. */
export class Calls {
  readonly #http: HttpClient;
  readonly #signal: AbortSignal;

  constructor(http: HttpClient, signal: AbortSignal) {
    this.#http = http;
    this.#signal = signal;
  }

  #parse<S extends z.ZodType>({ what, answers }: Pick<Call<S>, "what" | "answers">, answer: Answer): z.output<S> {
    // Protobuf's empty message may come as `{}` or as no body at all.
    const parsed = answers.safeParse(answer.body ?? {});
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new AccessError("unexpected_answer", `${what}: the answer has another shape than Bigeye's API (${issues}).`);
  }

  async read<S extends z.ZodType>(call: Omit<Call<S>, "method" | "body">): Promise<z.output<S>> {
    const answer = await this.#http.send({ method: "GET", path: call.path }, this.#signal);
    if (!isSuccess(answer)) throw failed(call.what, answer);
    return this.#parse(call, answer);
  }

  /**
   * Undefined where the thing is gone: Bigeye says so, and what is `listed` does not have it. What it answers for an id
   * that leads nowhere is not documented, and a 404 of anything else between must not take a thing out of a state.
   */
  async find<S extends z.ZodType>(
    call: Omit<Call<S>, "method" | "body">,
    listed: () => Promise<boolean>,
  ): Promise<z.output<S> | undefined> {
    const answer = await this.#http.send({ method: "GET", path: call.path }, this.#signal);
    if (isSuccess(answer)) return this.#parse(call, answer);
    if (mayBeMissing(answer) && !(await listed())) return undefined;
    throw failed(call.what, answer);
  }

  async write<S extends z.ZodType>(call: Call<S>): Promise<z.output<S>> {
    const { method, path, body, isIdempotent } = call;
    const repeats = isIdempotent === undefined ? {} : { isIdempotent };
    const answer = await this.#http.send({ method, path, body, ...repeats }, this.#signal);
    if (!isSuccess(answer)) throw failedWrite(call.what, answer);
    try {
      return this.#parse(call, answer);
    } catch (error) {
      // It was carried out, and what it did was not told.
      if (!(error instanceof AccessError)) throw error;
      throw new AccessError("outcome_unknown", error.message, { cause: error });
    }
  }

  /** Succeeds where it is gone already: Bigeye says so, and what is `listed` does not have it. */
  async remove(what: string, path: string, listed: () => Promise<boolean>): Promise<void> {
    const answer = await this.#http.send({ method: "DELETE", path }, this.#signal);
    if (isSuccess(answer)) return;
    if (mayBeMissing(answer) && !(await listed())) return;
    throw failedWrite(what, answer);
  }
}
