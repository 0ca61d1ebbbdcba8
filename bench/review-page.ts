import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "#review/formats/kinds/html.ts";
import { createManySubjects } from "#review/testing/many-subjects.ts";
import { findChromium, openBrowser } from "#test/support/browser.ts";

const subjects = 10_000;
const wantedOpening = 2_000;
const wantedSearch = 100;

/** Types into the search and waits for the picture: the time in milliseconds, in the page. */
const searching = `(async () => {
  const query = document.getElementById("query");
  const times = [];
  for (const text of ["f", "ferry-9", "ferry-99 account", "nobody", ""]) {
    const began = performance.now();
    query.value = text;
    query.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    times.push(performance.now() - began);
  }
  return Math.max(...times);
})()`;

/** How long a browser takes to open the page of a review of 10,000 subjects, and to search them. */
export async function benchReviewPage(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) {
    console.log("review page: skipped, there is no Chromium");
    return;
  }
  const { report, access } = createManySubjects(subjects);
  const folder = await mkdtemp(join(tmpdir(), "latchkey-page-"));
  const browser = await openBrowser(chromium);
  try {
    const file = join(folder, "review.html");
    const written = performance.now();
    const text = format.write(report, { version: "0.0.0", tellAccess: () => access });
    const writing = performance.now() - written;
    await writeFile(file, text);
    const page = await browser.newPage();
    const began = performance.now();
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("html[data-ready]");
    const opening = performance.now() - began;
    const search = Number(await page.evaluate(searching));
    const size = (text.length / 1_000_000).toFixed(1);
    console.log(
      `review page: ${subjects} subjects (${size} MB, written in ${writing.toFixed(0)} ms) open in ${opening.toFixed(0)} ms (wanted: ${wantedOpening}), the slowest search takes ${search.toFixed(0)} ms (wanted: ${wantedSearch})`,
    );
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}
