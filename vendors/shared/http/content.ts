export interface Answer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  /** Parsed JSON; undefined where the answer has no body, or none that is JSON. */
  readonly body: unknown;
  /** What came in place of JSON, such as "a web page (HTML)"; undefined where nothing did. */
  readonly unreadable?: string;
}

const htmlStart = /^\s*<(?:!doctype|html)/i;

function describe(contentType: string | undefined, text: string): string {
  if (htmlStart.test(text) || contentType?.includes("html") === true) return "a web page (HTML)";
  return contentType === undefined ? "something without a content type" : `${contentType}, which is no valid JSON`;
}

/** Reads a body by what it is, not by what the status promises: proxies answer with pages, and so do front ends. */
export function readBody(contentType: string | undefined, text: string): Pick<Answer, "body" | "unreadable"> {
  if (text.trim() === "") return { body: undefined };
  const unreadable = describe(contentType, text);
  if (contentType?.includes("html") === true) return { body: undefined, unreadable };
  try {
    return { body: JSON.parse(text) };
  } catch {
    // The parser's own words quote the body, which may hold a secret.
    return { body: undefined, unreadable };
  }
}
