import type { Field } from "./header-table.ts";

/** The headers that begin a stream. */
export interface Request {
  readonly method: string;
  readonly path: string;
  /** By name, without pseudo-headers; several values of one name are joined by ", ". */
  readonly headers: ReadonlyMap<string, string>;
}

/** A header block; without a request if it is malformed by RFC 9113, section 8. */
export interface HeaderBlock {
  readonly request: Request | undefined;
  readonly isTrailers: boolean;
}

const pseudo = new Set([":method", ":scheme", ":authority", ":path"]);
const ofConnections = new Set(["connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade"]);

export function interpretHeaders(fields: readonly Field[]): HeaderBlock {
  const special = new Map<string, string>();
  const headers = new Map<string, string>();
  let isSound = true;
  for (const [name, value] of fields) {
    if (name.startsWith(":")) {
      isSound &&= headers.size === 0 && pseudo.has(name) && !special.has(name);
      special.set(name, value);
    } else {
      isSound &&= isRegular(name, value);
      const earlier = headers.get(name);
      headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
    }
    isSound &&= isValue(value);
  }
  const method = special.get(":method") ?? "";
  const path = special.get(":path") ?? "";
  const isRequest = isSound && method !== "" && path !== "" && special.has(":scheme");
  return {
    request: isRequest ? { method, path, headers } : undefined,
    isTrailers: isSound && special.size === 0,
  };
}

function isRegular(name: string, value: string): boolean {
  return /^[!-9;-@[-~]+$/.test(name) && !ofConnections.has(name) && (name !== "te" || value === "trailers");
}

/** RFC 9113, section 8.2.1. */
function isValue(value: string): boolean {
  return !/[\0\r\n]|^[ \t]|[ \t]$/.test(value);
}
