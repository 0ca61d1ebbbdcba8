import { AccessError } from "../../model/errors.ts";

export interface Answer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  /** Parsed JSON; undefined where the answer has no body. */
  readonly body: unknown;
}

const htmlStart = /^\s*<(?:!doctype|html)/i;

function describe(contentType: string | undefined, text: string): string {
  if (htmlStart.test(text) || contentType?.includes("html") === true) return "a web page (HTML)";
  return contentType === undefined ? "something without a content type" : `${contentType}, which is no valid JSON`;
}

/** Parses a body by what it is, not by what the status promises: proxies answer with pages, and so do front ends. */
export function parseBody(where: string, contentType: string | undefined, text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    if (contentType?.includes("html") !== true) return JSON.parse(text);
  } catch (error) {
    throw new AccessError("unexpected_answer", `${where} answered ${describe(contentType, text)}.`, { cause: error });
  }
  throw new AccessError("unexpected_answer", `${where} answered ${describe(contentType, text)}.`);
}
