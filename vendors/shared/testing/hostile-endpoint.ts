import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How an endpoint answers every request. */
export interface Hostility {
  readonly name: string;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
}

interface Sent {
  readonly status?: number;
  readonly type?: string;
}

function send(response: ServerResponse, text: string, { status = 200, type = "application/json" }: Sent = {}): void {
  response.writeHead(status, { "content-type": type }).end(text);
}

function sendText(name: string, text: string, sent: Sent = {}): Hostility {
  return { name, answer: (_, response) => send(response, text, sent) };
}

function redirect(name: string, location: string, status = 302): Hostility {
  return { name, answer: (_, response) => void response.writeHead(status, { location }).end() };
}

/** Writes without end, as fast as the client reads. */
function flood(response: ServerResponse, text: string): void {
  const next = (): void => {
    if (response.socket === null || response.socket.destroyed) return;
    if (response.socket.write(text)) setImmediate(next);
    else response.socket.once("drain", next);
  };
  next();
}

function drip(response: ServerResponse, text: string): void {
  const timer = setInterval(() => response.socket?.write(text), 20);
  response.once("close", () => clearInterval(timer));
}

/** All that the client sent, in the words of each vendor's error body. */
function describeRequest({ headers }: IncomingMessage): string {
  const [, login = ""] = (headers["proxy-authorization"] ?? "").split("Basic ");
  return JSON.stringify({ ...headers, login, decoded: Buffer.from(login, "base64").toString("utf8") });
}

function createFailure(text: string): string {
  const problem = { title: text, status: 400, detail: text, error: { type: text, code: text, message: text } };
  return JSON.stringify({ ...problem, status: 400, message: text, code: 400 });
}

/** An error body of each vendor in turn: one object cannot be the body of all. */
function listFailures(text: string): readonly string[] {
  return [
    createFailure(text),
    JSON.stringify({ status: "error", error: { type: "t", code: text, message: text } }),
    JSON.stringify({ error: text, code: text }),
  ];
}

const controls = "\u001b[2J\u001b[1;1H\u0007\rApply complete!\u202egnp.\u200b\u009b0m";

/** Endpoints that repeat the token, headers and passwords that they were sent, as they are and in clear. */
export const echoes: readonly Hostility[] = [400, 401, 403, 404, 409, 429, 500].flatMap((status) =>
  [0, 1, 2].map((form): Hostility => ({
    name: `echoes what it was sent, ${status}, form ${form}`,
    answer: (request, response) => {
      response.setHeader("x-request-id", request.headers.authorization ?? request.rawHeaders.join("-"));
      send(response, listFailures(describeRequest(request))[form] ?? "", { status });
    },
  })),
);

/** Answers of proxies, gateways and other servers: none is a vendor's own "no such thing". */
export const foreignNotFounds: readonly Hostility[] = [
  sendText("a web page", "<html>nginx</html>", { status: 404, type: "text/html" }),
  sendText("nothing", "", { status: 404 }),
  ...[
    {},
    [],
    null,
    { message: "no Route matched with those values" },
    { detail: "Not Found" },
    { error: "Not Found" },
    { timestamp: "2031-05-05T05:05:05Z", status: 404, error: "Not Found", path: "/v2/v2/roles" },
    { message: "Cannot GET /api/v1/api/v1/roles", error: "Not Found", statusCode: 404 },
    { status: "error", message: "not found" },
    { code: "route_not_found", error: "no such route" },
  ].map((body) => sendText(JSON.stringify(body), JSON.stringify(body), { status: 404 })),
];

/** Endpoints that are broken, or that want to harm the client. */
export const hostilities: readonly Hostility[] = [
  { name: "never answers", answer: () => undefined },
  { name: "drips a header", answer: (_, response) => drip(response, "H") },
  { name: "only announces an answer", answer: (_, response) => flood(response, "HTTP/1.1 102 Processing\r\n\r\n") },
  {
    name: "drips a body",
    answer: (_, response) => {
      response.socket?.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[");
      drip(response, " ");
    },
  },
  { name: "cuts the connection", answer: (_, response) => void response.destroy() },
  {
    name: "switches protocols",
    answer: (_, response) => void response.socket?.write("HTTP/1.1 101 Switching\r\n\r\n"),
  },
  { name: "does not speak HTTP", answer: (_, response) => void response.socket?.end("SSH-2.0-OpenSSH_9.6\r\n") },
  {
    name: "sends a giant header",
    answer: (_, response) => void response.writeHead(200, { x: "x".repeat(99_000) }).end(),
  },
  {
    name: "announces a giant body",
    answer: (_, response) => void response.writeHead(200, { "content-length": String(2 ** 42) }).write("["),
  },
  sendText("nests deeply", "[".repeat(100_000) + "]".repeat(100_000)),
  sendText("nests objects deeply", `${'{"data":'.repeat(500)}1${"}".repeat(500)}`),
  sendText("sends a giant text", JSON.stringify({ id: "i".repeat(1_000_000), data: "d".repeat(1_000_000) })),
  sendText("truncates JSON", '{"status":"success","data":[{"id":'),
  sendText("sends nothing", ""),
  { name: "answers 204", answer: (_, response) => void response.writeHead(204).end() },
  sendText("sends blanks", " \n\t "),
  ...["[]", "{}", "null", "7", '"text"', "true", '{"data":null}', '{"data":[null]}', '{"__proto__":{"id":"7"}}'].map(
    (text) => sendText(`sends ${text}`, text),
  ),
  sendText("sends a web page", "<!doctype html><html>Sign in</html>", { type: "text/html" }),
  sendText("sends a web page with 404", "<html>nginx</html>", { status: 404, type: "text/html" }),
  sendText("sends JSON as an image", "\u0089PNG", { type: "image/png" }),
  {
    name: "invents a content type",
    answer: (_, response) => send(response, "?", { type: `${"a".repeat(3_000)}; ???` }),
  },
  redirect("redirects to another origin", "https://elsewhere.example/collect"),
  redirect("redirects to a file", "file:///etc/hostname"),
  redirect("redirects to itself", "?again", 307),
  redirect("redirects to nonsense", "http://[::1", 308),
  { name: "redirects nowhere", answer: (_, response) => void response.writeHead(301).end() },
  ...listFailures(controls).map((text, form) =>
    sendText(`writes to the terminal, form ${form}`, text, { status: 400 }),
  ),
  ...listFailures("w".repeat(200_000)).map((text, form) =>
    sendText(`talks at length, form ${form}`, text, { status: 403 }),
  ),
  ...echoes,
];

export interface HostileEndpoint {
  readonly url: string;
  /** How many requests came. */
  readonly count: () => number;
  close(): Promise<void>;
}

export async function openHostileEndpoint(answer: Hostility["answer"]): Promise<HostileEndpoint> {
  let count = 0;
  const server: Server = createServer((request, response) => {
    count += 1;
    // The body is of no interest, but a request that is not read keeps its connection busy.
    request.resume();
    response.on("error", () => undefined);
    response.socket?.on("error", () => undefined);
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count, close };
}
