import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { format } from "#review/formats/kinds/html.ts";
import type { ReviewReport, ToldAccess } from "#review/report/review-report.ts";
import { createManySubjects } from "#review/testing/many-subjects.ts";
import { hostileNames, reportExamples, reportName, reportProofs } from "#review/testing/reports.ts";
import { findChromium, openBrowser } from "../support/browser.ts";

const executable = findChromium();
if (executable === undefined) console.warn("skipped: there is no Chromium, which the page of a review is tested in");

const folder = mkdtempSync(join(tmpdir(), "latchkey-page-"));
let browser: Browser;

beforeAll(async () => {
  if (executable !== undefined) browser = await openBrowser(executable);
});

afterAll(async () => {
  if (executable !== undefined) await browser.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** What must not happen: requests, refusals of the policy, errors, dialogs. */
  readonly wrongs: readonly string[];
}

interface Opening {
  readonly access?: readonly ToldAccess[];
  readonly colorScheme?: "light" | "dark";
  /** Put at the end of the page, to see that the checks look. */
  readonly more?: string;
}

async function open(
  report: ReviewReport,
  { access = [], colorScheme = "light", more = "" }: Opening = {},
): Promise<Opened> {
  const file = join(folder, "review.html");
  const text = format.write(report, { version: "0.0.0", tellAccess: () => access });
  writeFileSync(file, text.replace("</body>", `${more}</body>`));
  const url = pathToFileURL(file).href;
  const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 800 } });
  const wrongs: string[] = [];
  page.on("request", (request) => {
    if (request.url() !== url) wrongs.push(`asked for ${request.url()}`);
  });
  page.on("pageerror", (error) => wrongs.push(`error: ${error.message}`));
  page.on("console", (message) => wrongs.push(`console: ${message.text()}`));
  page.on("dialog", (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]");
  return { page, wrongs };
}

/** What a screen reader is told: where the focus is, and what is chosen there. */
function readFocus(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const active = document.activeElement;
    const row = document.getElementById(active?.getAttribute("aria-activedescendant") ?? "");
    return row?.querySelector(".name")?.textContent ?? active?.id ?? "";
  })()`);
}

const whole: ReviewReport = {
  ...reportName("ferry"),
  findings: reportExamples().flatMap(([, { findings }]) => findings),
  credentials: reportExamples().flatMap(([, { credentials }]) => credentials),
  assertions: reportExamples().flatMap(([, { assertions }]) => assertions),
  proofs: reportProofs([{}, { outcome: "holds", gaps: ["Whether ferry has other roles is not known."] }]).proofs,
  blind: ["Who holds role ops is not known."],
  assumptions: ["The edition is the enterprise one."],
  complete: false,
};
const many = createManySubjects(2_000);

describe.skipIf(executable === undefined)("the page of a review", () => {
  it.each(["light", "dark"] as const)(
    "is accessible, asks for nothing and breaks no policy: %s",
    async (colorScheme) => {
      for (const [report, access] of [
        [whole, []],
        [many.report, many.access],
      ] as const) {
        const { page, wrongs } = await open(report, { access, colorScheme });
        await page.evaluate(axe.source);
        const { violations, passes } = await page.evaluate<axe.AxeResults>("axe.run()");
        expect(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])]),
        ).toEqual([]);
        expect(passes.some(({ id }) => id === "color-contrast")).toBe(true);
        expect(wrongs).toEqual([]);
        await page.close();
      }
    },
  );

  it("shows who changes first, never more than 200 nodes, and only the rows in sight", async () => {
    const { page } = await open(many.report, many);
    expect(await page.locator("main h2").textContent()).toBe("ferry-1000");
    expect(await page.locator(".node").count()).toBe(200);
    expect(await page.locator(".more").first().textContent()).toContain("more are not drawn");
    expect(await page.locator("table").textContent()).toContain("update dashboard-301-399");
    expect(await page.locator(".row").count()).toBeLessThan(60);
    expect(await page.locator("#count").textContent()).toBe("2000 of 2000");
    await page.close();
  });

  it("is worked by the keyboard alone", async () => {
    const { page, wrongs } = await open(many.report, many);
    await page.keyboard.press("Tab");
    expect(await readFocus(page)).toBe("query");
    await page.keyboard.type("FERRY-19 account");
    expect(await page.locator("#count").textContent()).toBe("111 of 2000");
    await page.keyboard.press("ArrowDown");
    expect(await readFocus(page)).toBe("ferry-19");
    await page.keyboard.press("End");
    expect(await readFocus(page)).toBe("ferry-1999");
    await page.keyboard.press("ArrowUp");
    expect(await readFocus(page)).toBe("ferry-1998");
    expect(await page.locator("main h2").textContent()).toBe("ferry-1998");
    expect(await page.locator("main").textContent()).toContain("Nothing changes here.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await page.locator(".node").allTextContents()).toContain("operator 198");
    await page.keyboard.press("/");
    expect(await readFocus(page)).toBe("query");
    await page.keyboard.type(" nobody");
    expect(await page.locator("main").textContent()).toContain("Nobody is found.");
    expect(wrongs).toEqual([]);
    await page.close();
  });

  it("compares before and after", async () => {
    const [one] = many.access;
    if (one === undefined) throw new Error("there is nobody");
    const { page } = await open({ ...many.report, changes: [] }, { access: [{ ...one, before: [] }] });
    await page.check("input[value=before]");
    expect(await page.locator("main").textContent()).toContain("Nothing is allowed before.");
    await page.check("input[value=after]");
    expect(await page.locator(".node").allTextContents()).toEqual(
      expect.arrayContaining(["ferry-0", "team 0", "operator 0", "update dashboard-0-0"]),
    );
    await page.close();
  });

  it("obeys no name", async () => {
    const access = hostileNames.flatMap((name): readonly ToldAccess[] =>
      reportName(name).changes.map(({ subject, after }) => ({ subject, before: after, after })),
    );
    const findings = hostileNames.map((name) => ({ message: name, fix: name, address: name, file: name, line: 1 }));
    const report = { ...whole, changes: [], findings: findings.map((one) => ({ ...whole.findings[0], ...one })) };
    const { page, wrongs } = await open(report as ReviewReport, { access });
    expect(access.length).toBe(hostileNames.length);
    await page.check("input[value=after]");
    await page.focus("#subjects");
    const shown: string[] = [];
    while (shown.length < access.length) {
      shown.push((await page.locator("main h2").textContent()) ?? "");
      await page.keyboard.press("ArrowDown");
    }
    expect(shown).toEqual(expect.arrayContaining(["</script><script>alert(1)</script>", "</details><img src=x>"]));
    expect(await page.locator("img, a, iframe, object, link, script:not([type])").count()).toBe(1);
    expect(wrongs).toEqual([]);
    await page.close();
  });

  it("would be stopped, and noticed, if it asked for something or ran something else", async () => {
    const more = `<img src="https://evil.example/x" alt=""><script>alert(1)</script><p style="color: red">x</p>`;
    const { page, wrongs } = await open(whole, { more });
    expect(wrongs.filter((wrong) => /^console: .*Content Security Policy/.test(wrong))).toHaveLength(3);
    expect(wrongs.filter((wrong) => wrong.startsWith("dialog"))).toEqual([]);
    await page.close();
  });

  it("is printed without its controls", async () => {
    const { page } = await open(whole);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.locator("#findings").isVisible()).toBe(true);
    await page.close();
  });
});
