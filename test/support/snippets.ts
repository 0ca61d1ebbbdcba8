import { filesOf, textOf } from "../laws/repository.ts";

/** What the comment `<!-- snippet: … -->` before a block says of it. */
export type SnippetNote =
  /** It is run by the test that reads its page. */
  | { readonly kind: "whole" }
  /** `shown: REASON`: it cannot be run. */
  | { readonly kind: "shown"; readonly reason: string }
  /** `run by PATH`: another test or script runs it, or the same commands. */
  | { readonly kind: "elsewhere"; readonly path: string }
  /** `in PATH`: a part of that app, written before its `app.synth()`. */
  | { readonly kind: "in"; readonly path: string }
  /** `with FOLDER`: the files of that folder belong to it. */
  | { readonly kind: "with"; readonly path: string };

export interface Snippet {
  readonly page: string;
  readonly line: number;
  /** Such as `ts`; empty if it has none. */
  readonly language: string;
  readonly code: string;
  readonly note: SnippetNote;
}

const isWrittenByHand = (path: string): boolean =>
  /^(?:README|SECURITY|CONTRIBUTING)\.md$|^docs\/[^/]+\.md$|^examples\/[^/]+\/README\.md$/.test(path) &&
  !/^<!-- Made by/m.test(textOf(path));

/** The pages that people write and users read. */
export const writtenPages = filesOf().filter(isWrittenByHand);

const block = /(?:^<!-- snippet: ((?:(?!-->)[\s\S])*?) -->\n\n)?^( *)```([a-z]*)\n([\s\S]*?)^\2```$/gm;

function readNote(text: string | undefined, where: string): SnippetNote {
  if (text === undefined) return { kind: "whole" };
  const [, reason] = /^shown: (\S[\s\S]*)$/.exec(text) ?? [];
  if (reason !== undefined) return { kind: "shown", reason };
  const [, form, path] = /^(run by|in|with) ([\w./-]+?)(?:,[\s\S]*)?$/.exec(text) ?? [];
  if (path === undefined) throw new Error(`${where} has a note that nobody understands: ${text}`);
  if (form === "run by") return { kind: "elsewhere", path };
  return { kind: form === "in" ? "in" : "with", path };
}

/** The code blocks of a page. @throws if a note is not understood */
export function readSnippets(page: string): readonly Snippet[] {
  const text = textOf(page);
  return [...text.matchAll(block)].map((match) => {
    const [whole, note, , language = "", code = ""] = match;
    const line = text.slice(0, match.index + whole.indexOf("```")).split("\n").length;
    return { page, line, language, code, note: readNote(note, `${page}:${line}`) };
  });
}

export const snippets = writtenPages.flatMap(readSnippets);
