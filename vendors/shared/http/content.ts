export interface Answer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  /** Parsed JSON; undefined if the answer has no body, or one that is not JSON. */
  readonly body: unknown;
  /** What came instead of JSON, such as "a web page (HTML)"; undefined if the body is JSON or empty. */
  readonly unreadable?: string;
}

const htmlStart = /^\s*<(?:!doctype|html)/i;

function describeContent(contentType: string | undefined, text: string): string {
  if (htmlStart.test(text) || contentType?.includes("html") === true) return "a web page (HTML)";
  return contentType === undefined ? "a body without a content type" : `${contentType} that is not valid JSON`;
}

/** Ignores the status, since proxies and front ends answer with a web page under any status. */
export function readBody(contentType: string | undefined, text: string): Pick<Answer, "body" | "unreadable"> {
  if (text.trim() === "") return { body: undefined };
  const unreadable = describeContent(contentType, text);
  if (contentType?.includes("html") === true) return { body: undefined, unreadable };
  try {
    return { body: JSON.parse(text) };
  } catch {
    // The parser's message quotes the body, which may hold a secret.
    return { body: undefined, unreadable };
  }
}
