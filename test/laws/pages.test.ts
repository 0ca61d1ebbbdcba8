import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, root, textOf } from "./repository.ts";

const isPage = (path: string): boolean =>
  /^(?:README|CONTRIBUTING|SECURITY)\.md$|^docs\/(?:decisions\/)?[^/]+\.md$|^vendors\/[^/]+\/NOTES\.md$|^\.changeset\/README\.md$/.test(
    path,
  );
const pages = filesOf().filter(isPage);
const examples = filesOf("examples").filter((path) => path.endsWith("/README.md"));

const files = filesOf();
const topFolders = new Set(files.map((path) => path.split("/")[0] ?? ""));

/** Files that decision records name because the decision removed them. */
const removed = ["access/model/json-fault.ts", "scripts/zip.ts", "terraform/plugin/codec/json-parser.ts"];

const fence = /^( *)```[\s\S]*?^\1```$/gm;
const codeSpan = /`[^`\n]+`/g;

const withoutFences = (text: string): string => text.replaceAll(fence, "");

/** The texts in backticks that name files or folders of this repository. */
function listPaths(text: string): readonly string[] {
  const spans = [...withoutFences(text).matchAll(codeSpan)].map(([span]) => span.slice(1, -1));
  return spans.filter((span) => {
    if (!/^[\w.*-]+(?:\/[\w.*-]+)*\/?$/.test(span) || !span.includes("/")) return /^[\w-]+\.(?:ts|md|yml)$/.test(span);
    return topFolders.has(span.split("/")[0] ?? "") || /\.(?:cjs|json|md|proto|ts|txt|yml)$/.test(span);
  });
}

/** A segment in capitals stands for any name, as does `*`. */
function toPattern(path: string): RegExp {
  const escaped = path.replace(/\/$/, "").replaceAll(/[.]/g, "\\.");
  const open = escaped.replaceAll(/\*|(?<=^|\/)(?:NAME|NOUN|VENDOR)(?=\/|\\\.|$)/g, "[^/]+");
  return new RegExp(`^${open}(?:/|$)`);
}

/** From the root, or else from the folder of the page. A file name alone may be anywhere. */
function isThere(page: string, path: string): boolean {
  if (!path.includes("/")) return files.some((file) => file.split("/").at(-1) === path);
  const candidates = [toPattern(path), toPattern(posix.join(posix.dirname(page), path))];
  return files.some((file) => candidates.some((pattern) => pattern.test(file)));
}

/** The targets of links that lead to a place in this repository. */
function listLinks(text: string): readonly string[] {
  const prose = withoutFences(text).replaceAll(codeSpan, "");
  const targets = [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target ?? "");
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : posix.join(posix.dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  if (anchor === undefined) return true;
  const headings = withoutFences(textOf(target)).matchAll(/^#+ (.+)$/gm);
  return [...headings].some(([, heading = ""]) => toAnchor(heading) === anchor);
}

describe("the pages of this repository", () => {
  it("name only paths that exist", () => {
    const found = pages.flatMap((page) => listPaths(textOf(page)).map((path) => ({ page, path })));
    expect(pages.length).toBeGreaterThan(20);
    expect(found.length).toBeGreaterThan(100);
    const missing = found.filter(({ page, path }) => !isThere(page, path));
    expect(missing.filter(({ page, path }) => !page.startsWith("docs/decisions/") || !removed.includes(path))).toEqual(
      [],
    );
  });

  it("name as removed only what decision records say and no file is", () => {
    const records = pages.filter((page) => page.startsWith("docs/decisions/"));
    const named = new Set(records.flatMap((page) => listPaths(textOf(page))));
    expect(removed.filter((path) => !named.has(path) || files.includes(path))).toEqual([]);
  });

  it("link only to pages and sections that exist", () => {
    const found = [...pages, ...examples].flatMap((page) => listLinks(textOf(page)).map((link) => ({ page, link })));
    expect(found.length).toBeGreaterThan(60);
    expect(found.filter(({ page, link }) => !leadsSomewhere(page, link))).toEqual([]);
  });
});

describe("comments and pages", () => {
  const names = new Set(files.map((path) => posix.basename(path)));
  const isComment = (line: string): boolean => /^\s*(?:\/\/|\/?\*)/.test(line) && !/\bgithub\.com\//.test(line);

  /** The documents that the comments of a source, or a whole page, refer to. */
  function listDocuments(path: string): readonly string[] {
    const lines = textOf(path).split("\n");
    const read = path.endsWith(".md") ? lines : lines.filter(isComment);
    return [...read.join("\n").matchAll(/[\w.-]+\.md\b/g)].map(([name]) => name);
  }

  it("cite no document that is not in this repository", () => {
    const cited = files
      .filter((path) => /\.(?:md|ts)$/.test(path))
      .flatMap((path) => listDocuments(path).map((document) => ({ path, document })));
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter(({ document }) => !names.has(document))).toEqual([]);
  });
});

describe("a page", () => {
  it("fails for a path and a link that do not exist", () => {
    const text = "See `cli/no-such.ts`, `vendors/VENDOR/no-such/`, [a page](no-such.md) and [a section](README.md#no).";
    expect(listPaths(text).filter((path) => !isThere("README.md", path))).toEqual([
      "cli/no-such.ts",
      "vendors/VENDOR/no-such/",
    ]);
    expect(listLinks(text).filter((link) => !leadsSomewhere("README.md", link))).toEqual([
      "no-such.md",
      "README.md#no",
    ]);
  });

  it("may name a folder, a file beside it, and any vendor's file", () => {
    const text =
      "`cli/`, `vendors/VENDOR/facts/nouns/NOUN.ts`, `client.ts`, `docs/*.md`; not `latchkey/access` or `a b/c`";
    const paths = listPaths(text);
    expect(paths).toEqual(["cli/", "vendors/VENDOR/facts/nouns/NOUN.ts", "client.ts", "docs/*.md"]);
    expect(paths.filter((path) => !isThere("vendors/signoz/NOTES.md", path))).toEqual([]);
  });
});
