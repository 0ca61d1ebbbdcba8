import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ServedComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
  readonly author: { readonly id: number };
}

/** Who the stand-in takes the token for. */
const bot = { login: "github-actions[bot]", id: 7 };
export const token = "stand-in-token-5d1f";

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part;
  return text === "" ? "" : String(JSON.parse(text).body);
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** A stand-in of the comments of GitHub's issues and of GitLab's merge requests, in pages. */
export class CommentServer {
  readonly comments: ServedComment[] = [];
  /** Of writes alone. */
  readonly writes: string[] = [];
  readonly pages: number[] = [];
  /** Whether the token may only read, as that of a fork. */
  isReadOnly = false;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => answer(response, 500, { message: String(error) }));
  });

  static async open(): Promise<CommentServer> {
    const server = new CommentServer();
    await new Promise<void>((settle) => server.#server.listen(0, "127.0.0.1", settle));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get own(): readonly ServedComment[] {
    return this.comments.filter(({ user }) => user.login === bot.login);
  }

  add(body: string, user = bot): ServedComment {
    const comment = { id: this.comments.length + 1, body, user: { login: user.login }, author: { id: user.id } };
    this.comments.push(comment);
    return comment;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", headers } = request;
    const url = new URL(request.url ?? "", this.url);
    const isKnown = headers.authorization === `Bearer ${token}` || headers["private-token"] === token;
    if (!isKnown) return answer(response, 401, { message: "Bad credentials" });
    if (url.pathname === "/user") return answer(response, 200, { id: bot.id, username: "project_bot" });
    const [, one] =
      /^(?:\/repos\/team\/access\/issues\/(?:17\/)?comments|\/projects\/5\/merge_requests\/17\/notes)(?:\/(\d+))?$/.exec(
        url.pathname,
      ) ?? [undefined, "none"];
    if (one === "none") return answer(response, 404, { message: "Not Found" });
    if (method === "GET") {
      const page = Number(url.searchParams.get("page"));
      const size = Math.min(100, Number(url.searchParams.get("per_page")));
      this.pages.push(page);
      return answer(response, 200, this.comments.slice((page - 1) * size, page * size));
    }
    const body = await readBody(request);
    if (this.isReadOnly) return answer(response, 403, { message: "Resource not accessible by integration" });
    this.writes.push(`${method} ${url.pathname}`);
    if (method === "POST" && one === undefined) return answer(response, 201, this.add(body));
    const found = this.comments.find(({ id }) => String(id) === one);
    if (found === undefined || method !== (url.pathname.startsWith("/repos/") ? "PATCH" : "PUT"))
      return answer(response, 404, { message: "Not Found" });
    found.body = body;
    return answer(response, 200, found);
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((settle) => {
      this.#server.close(() => settle());
    });
  }
}
