import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import type { ReviewReport } from "../report/review-report.ts";
import { hostileNames, reportExamples, reportFindings, reportName } from "../testing/reports.ts";
import { format } from "./kinds/markdown.ts";

/** What a forge makes of it, before it removes what it does not trust. */
function render(report: ReviewReport): string {
  const text = format.write(report, { version: "0.0.0" });
  return micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

const tags = /<\/?[a-z][^>]*>|<!--[\s\S]*?-->/gi;
const allowed =
  /^<\/?(?:h[1-6]|p|ul|ol|li|table|thead|tbody|tr|th|td|code|pre|br|strong|em|sub|details|summary|blockquote|hr)(?: \/)?>$/;

const marker = /^<!-- latchkey:review stack=[\da-f]{16}(?: at=[\dTZ:.-]+)? -->$/;

function decode(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** What forges search for mentions, references and links: the text outside of code. */
function readProse(html: string): string {
  return decode(html.replaceAll(/<code>[\s\S]*?<\/code>/g, "·").replaceAll(tags, "\n"));
}

function count(html: string, tag: string): number {
  return html.split(`<${tag}>`).length - 1;
}

function withName(name: string): ReviewReport {
  const message = `Role ${name} newly permits read ${name}: held by ${name}.`;
  const { findings } = reportFindings([{ message, fix: name, address: name }]);
  const report = reportName(name);
  return {
    ...report,
    findings: [...report.findings, ...findings],
    blind: [message],
    assumptions: [message],
    complete: false,
  };
}

describe("Markdown, as a forge shows it", () => {
  it.each(hostileNames)("has no tag, link, image, mention or reference by a name: %s", (name) => {
    const html = render(withName(name));
    const others = [...html.matchAll(tags)].map(([tag]) => tag).filter((tag) => !allowed.test(tag));
    expect(others).toEqual([expect.stringMatching(marker)]);
    expect(readProse(html)).not.toMatch(/@[a-z0-9]|#\d|\bGH-\d|:\/\/|\bwww\./i);
  });

  it("begins with what tells it from other comments and from older ones: the stack, and the time of the plan", () => {
    const write = (more: object): string => {
      const text = format.write(reportName("ferry"), { version: "0.0.0", ...more });
      return text.split("\n")[0] ?? "";
    };
    const madeAt = "2030-01-02T03:04:05Z";
    expect(write({})).toMatch(marker);
    expect(write({ name: "apps", madeAt })).toMatch(/ at=2030-01-02T03:04:05\.000Z -->$/);
    expect(write({ name: "apps", madeAt })).toBe(write({ name: "apps", madeAt }));
    expect(write({ name: "apps" })).not.toBe(write({ name: "network" }));
    expect(write({ name: "apps", stack: "one" })).toBe(write({ name: "network", stack: "one" }));
    for (const name of hostileNames) expect(write({ name, madeAt: name })).toMatch(marker);
  });

  it.each(hostileNames)("keeps tables and folded parts whole: %s", (name) => {
    const html = render(withName(name));
    const rows = [...html.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => row);
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(count(row, "th") + count(row, "td")).toBe(6);
    expect(count(html, "details")).toBe(count(html, "/details"));
    expect(count(html, "details")).toBe(2);
    expect(count(html, "table")).toBe(1);
  });

  it("shows a name as it is", () => {
    const html = render(reportName("a | b <c> `d`"));
    expect(decode(html)).toContain("<code>a | b <c> `d`</code>");
  });

  it.each(reportExamples())("has only its own tags: %s", (_, report) => {
    const html = render(report);
    expect(count(html, "h2")).toBe(1);
    expect(
      [...html.matchAll(tags)].map(([tag]) => tag).filter((tag) => !allowed.test(tag) && !marker.test(tag)),
    ).toEqual([]);
  });
});
