import { createHash } from "node:crypto";
import { writeCleanJson } from "#access/schema/shown-text.ts";
import type { ReviewReport } from "../../report/review-report.ts";
import { writeVerdict } from "../../report/verdict-line.ts";
import type { FormatOptions, ReviewFormat } from "../definition.ts";
import { encodePage } from "../html/encode-page.ts";
import { script, style } from "../html/page.gen.ts";
import { escapeHtml, writeSections } from "../html/sections.ts";

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/** The page runs what is in it, and asks nobody for anything. */
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** JSON in which nothing ends or opens an element. */
function writeData(report: ReviewReport, { tellAccess }: FormatOptions): string {
  return writeCleanJson(encodePage(report, tellAccess?.() ?? []), 0).replaceAll("<", String.raw`\u003c`);
}

const views = [
  ["changes", "What changes"],
  ["before", "Before"],
  ["after", "After"],
] as const;

function writeViews(): string {
  const choices = views.map(([value, title], index) => {
    const checked = index === 0 ? " checked" : "";
    return `<label><input type="radio" name="view" value="${value}"${checked}> ${title}</label>`;
  });
  return `<fieldset><legend class="unseen">What is shown</legend>${choices.join("")}</fieldset>`;
}

function write(report: ReviewReport, options: FormatOptions): string {
  const title = `Access review: ${options.name ?? "review"}`;
  const incomplete = report.complete ? "" : `<p class="incomplete">Not everything could be looked at: see below.</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(writeVerdict(report))}</h1>
<p class="note">${escapeHtml(`${title} · as of ${report.at} · latchkey ${options.version}`)}</p>
${incomplete}<noscript><p class="incomplete">Who may do what is shown by a script, which is off. The findings are below.</p></noscript>
</header>
<div class="work">
<nav aria-label="Subjects">
<label for="query">Search subjects (press / to come here)</label>
<input id="query" type="search" autocomplete="off" spellcheck="false" aria-controls="subjects">
<p class="note" id="count" role="status"></p>
<div id="subjects" role="listbox" tabindex="0" aria-label="Subjects"></div>
</nav>
<main>
${writeViews()}
<div id="subject" class="scroll" tabindex="0" role="region" aria-label="The chosen subject"></div>
</main>
</div>
<div class="facts">
${writeSections(report)}</div>
<script type="application/json" id="data">${writeData(report, options)}</script>
<script>${script}</script>
</body>
</html>
`;
}

export const format: ReviewFormat = {
  name: "html",
  says: "as one page for a browser, which needs no network",
  isOfReviewsAlone: true,
  write(report, options) {
    if (report.format !== "latchkey-review/1") throw new Error(`a report of the form ${report.format} has no page`);
    return write(report, options);
  },
};
