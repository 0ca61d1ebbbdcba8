import * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "../shared/http/content.ts";
import type { HttpClient, HttpRequest } from "../shared/http/http-client.ts";
import { failed, failedWrite, isMissing } from "./errors.ts";

export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** A path of these segments; the first is taken as it is. */
export function at(...segments: readonly string[]): string {
  return segments.map((segment, index) => (index === 0 ? segment : `/${encodeURIComponent(segment)}`)).join("");
}

/** Requests in SigNoz's envelope, until `signal` is aborted: from then on each throws `interrupted`. */
export class Calls {
  readonly #http: HttpClient;
  readonly #signal: AbortSignal;

  constructor(http: HttpClient, signal: AbortSignal) {
    this.#http = http;
    this.#signal = signal;
  }

  async send(wanted: HttpRequest): Promise<Answer> {
    return this.#http.send(wanted, this.#signal);
  }

  #parse<S extends z.ZodType>(what: string, schema: S, answer: Answer): z.output<S> {
    if (!isSuccess(answer)) throw failed(what, answer);
    const envelope = z.object({ data: z.unknown() }).safeParse(answer.body);
    const parsed = schema.safeParse(envelope.data?.data);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new AccessError("unexpected_answer", `${what}: the answer has another shape than SigNoz's API (${issues}).`);
  }

  async get<S extends z.ZodType>(what: string, schema: S, path: string): Promise<z.output<S>> {
    return this.#parse(what, schema, await this.send({ method: "GET", path }));
  }

  /** Undefined for the 404 that says that the thing itself is not there. */
  async find<S extends z.ZodType>(what: string, schema: S, path: string): Promise<z.output<S> | undefined> {
    const answer = await this.send({ method: "GET", path });
    return isMissing(answer) ? undefined : this.#parse(what, schema, answer);
  }

  async post<S extends z.ZodType>(
    what: string,
    schema: S,
    sent: Pick<HttpRequest, "path" | "body" | "isIdempotent">,
  ): Promise<z.output<S>> {
    const answer = await this.send({ method: "POST", ...sent });
    if (!isSuccess(answer)) throw failedWrite(what, answer);
    try {
      return this.#parse(what, schema, answer);
    } catch (error) {
      // It was carried out, and what it made was not told.
      if (!(error instanceof AccessError)) throw error;
      throw new AccessError("outcome_unknown", error.message, { cause: error });
    }
  }

  async put(what: string, path: string, body: unknown): Promise<void> {
    const answer = await this.send({ method: "PUT", path, body });
    if (!isSuccess(answer)) throw failedWrite(what, answer);
  }

  async delete(what: string, path: string): Promise<void> {
    const answer = await this.send({ method: "DELETE", path });
    if (!isSuccess(answer) && !isMissing(answer)) throw failedWrite(what, answer);
  }
}
