import type { Answer } from "../http/content.ts";
import type { HttpRequest } from "../http/http-client.ts";

interface Sending {
  readonly request: HttpRequest;
  send(): Promise<Answer>;
  /** Whether the vendor itself says that something does not exist. */
  isMissing(answer: Answer): boolean;
}

// In milliseconds. A replica knows a new object within a moment.
const waits = [250, 500, 1_000, 2_000];

const depth = 3;

/** The ids in an answer to a creation, which vendors wrap in different ways. */
function listIds(value: unknown, level = 0): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || level > depth) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (name === "id" && (typeof inner === "string" || typeof inner === "number")) return [String(inner)];
    return listIds(inner, level + 1);
  });
}

function mentions({ path, body }: HttpRequest, id: string): boolean {
  if (path.split(/[/?=&]/).includes(encodeURIComponent(id))) return true;
  if (body === undefined) return false;
  // An id stands in a body as a text, or as a number.
  return JSON.stringify(body)
    .split(/[^\w+/=.-]+/)
    .includes(id);
}

/**
 * What this run created. A replica that does not know it yet answers that it does not exist, which is no proof that it is
 * gone: such a request was not carried out, and is sent again a few times.
 */
export class FreshObjects {
  readonly #ids = new Set<string>();
  readonly #sleep: (milliseconds: number) => Promise<void>;

  constructor(sleep: (milliseconds: number) => Promise<void>) {
    this.#sleep = sleep;
  }

  async send({ request, send, isMissing }: Sending): Promise<Answer> {
    let answer = await send();
    for (const wait of waits) {
      if (!isMissing(answer) || !this.#isAbout(request)) break;
      await this.#sleep(wait);
      answer = await send();
    }
    this.#note(request, answer);
    return answer;
  }

  #isAbout(request: HttpRequest): boolean {
    return [...this.#ids].some((id) => mentions(request, id));
  }

  #note(request: HttpRequest, { status, body }: Answer): void {
    if (status >= 300) return;
    if (request.method === "POST") for (const id of listIds(body)) this.#ids.add(id);
    // What was deleted is gone, whoever created it.
    if (request.method === "DELETE") {
      for (const id of this.#ids) if (mentions(request, id)) this.#ids.delete(id);
    }
  }
}
