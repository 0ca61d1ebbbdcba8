import { describeExcess } from "./json-excess.ts";

export interface Answer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  /** How far the clock of the endpoint is ahead of this machine's, in seconds; undefined if the answer has no date. */
  readonly clockAhead?: number | undefined;
  /** Parsed JSON; undefined if the answer has no body, or one that is not JSON. */
  readonly body: unknown;
  /** What came instead of JSON, such as "a web page (HTML)"; undefined if the body is JSON or empty. */
  readonly unreadable?: string;
}

const htmlStart = /^\s*<(?:!doctype|html)/i;

// RFC 9110 section 8.3.1, without parameters. Anything else is not repeated: an endpoint may say what it likes.
const mediaType = /^[\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64}(?=\s*(?:;|$))/;

function describeContent(contentType: string | undefined, text: string): string {
  if (htmlStart.test(text.slice(0, 512)) || contentType?.includes("html") === true) return "a web page (HTML)";
  if (contentType === undefined) return "a body without a content type";
  return `${mediaType.exec(contentType)?.[0] ?? "a body with an invalid content type"} that is not valid JSON`;
}

function isBlank(text: string): boolean {
  return !/\S/.test(text);
}

/** Ignores the status, since proxies and front ends answer with a web page under any status. */
export function readBody(contentType: string | undefined, text: string): Pick<Answer, "body" | "unreadable"> {
  if (isBlank(text)) return { body: undefined };
  const unreadable = describeContent(contentType, text);
  if (contentType?.includes("html") === true) return { body: undefined, unreadable };
  try {
    const body: unknown = JSON.parse(text);
    const excess = describeExcess(body);
    return excess === undefined ? { body } : { body: undefined, unreadable: excess };
  } catch {
    // The parser's message quotes the body, which may hold a secret.
    return { body: undefined, unreadable };
  }
}
