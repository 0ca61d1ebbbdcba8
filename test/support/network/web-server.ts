import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { request } from "node:http";
import type { Identity } from "./certificate-authority.ts";
import { type Listening, listening } from "./listening.ts";

export interface WebServer extends Listening {
  readonly seen: readonly IncomingMessage[];
}

/** Answers every request by `answer`, over TLS where it has an identity. */
export async function openWebServer(answer: RequestListener, identity?: Identity): Promise<WebServer> {
  const seen: IncomingMessage[] = [];
  const listener: RequestListener = (incoming, response) => {
    seen.push(incoming);
    answer(incoming, response);
  };
  const server = identity === undefined ? createServer(listener) : createSecureServer({ ...identity }, listener);
  return { ...(await listening(server)), seen };
}

/** Passes each request on to `target` (http), as a TLS terminator or a gateway does. */
export function passingOn(target: string): RequestListener {
  const { hostname, port } = new URL(target);
  return (incoming, response) => {
    const { method, url, headers } = incoming;
    const outgoing = request({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.once("error", () => response.destroy());
    incoming.pipe(outgoing);
  };
}
