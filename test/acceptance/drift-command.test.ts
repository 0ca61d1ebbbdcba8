import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "#cli/testing/run-command.ts";
import { loadAccounts } from "./adopt/filled-account.ts";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";
import { Hand } from "./support/by-hand.ts";
import { deeds } from "./support/deeds.ts";

const accounts = await loadAccounts();

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

describe.each(accounts)("an account at $vendor that was filled without code", (account) => {
  const { vendor, fill, byHand, neverKnown = [] } = account;
  let bench: VendorBench;
  let state = "";
  let done = 0;

  const latchkey = (...words: readonly string[]) => {
    return runCommand(words, { environment: { ACCESS_TOKEN: bench.token, ACCESS_ENDPOINT: bench.url } });
  };
  const drift = (...words: readonly string[]) =>
    latchkey("drift", state, "--vendor", `${vendor}@${bench.url}`, ...words);

  async function applyImports(text: string): Promise<readonly string[]> {
    await bench.workspace.write(text);
    await bench.workspace.must("plan", "-no-color", "-input=false", "-out=adopt.plan");
    const { resource_changes: changes } = JSON.parse(await bench.workspace.must("show", "-json", "adopt.plan"));
    await bench.workspace.must("apply", "-no-color", "-input=false", "adopt.plan");
    await writeFile(state, await bench.workspace.must("show", "-json"));
    interface Planned {
      readonly mode: string;
      readonly change: { readonly actions: readonly string[]; readonly importing?: object };
    }
    return changes
      .filter(({ mode }: Planned) => mode === "managed")
      .map(({ change }: Planned) => `${change.importing === undefined ? "" : "import "}${change.actions.join()}`);
  }

  beforeAll(async () => {
    bench = await openVendorBench(vendor);
    await fill(bench);
    state = join(bench.workspace.folder, "state.json");
  });
  afterAll(() => bench.close());

  it("is adopted by imports alone, and in sync once all of it is in code", async () => {
    const adopted = await latchkey("adopt", "--vendor", vendor, "--format", "hcl");
    expect(adopted.code).toBe(0);
    await bench.mock.forgetRequests();
    const planned = await applyImports(adopted.out);
    expect(planned.length).toBeGreaterThan(5);
    expect(new Set(planned)).toEqual(new Set(["import no-op"]));
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
    if (byHand !== undefined) {
      // What adopt leaves out is all that drift tells, until somebody writes it.
      const { code, out } = await drift("--format", "json");
      const { findings, counts } = JSON.parse(out);
      expect({ code, ...counts }).toMatchObject({ code: 1, changed: 0, missing: 0, unmanaged: 1, other: 0 });
      expect(findings.filter((one: Found) => one.code === byHand.code)).toHaveLength(1);
      const others = await applyImports(adopted.out + (await byHand.write(bench, adopted.err)));
      expect(others.filter((one) => one !== "no-op")).toEqual([byHand.plans]);
    }
    expect(await bench.workspace.plan()).toEqual({});
  });

  it("is in sync, as far as the vendor tells, for reads alone", async () => {
    await bench.mock.forgetRequests();
    const text = await drift();
    expect(text.out).toContain("coverage 100 %");
    expect(text).toMatchObject({ code: 0, err: "" });
    const report = JSON.parse((await drift("--format", "json")).out);
    expect(report.coverage.unmanaged).toBe(0);
    expect(report).toMatchObject({ inSync: neverKnown.length === 0, complete: neverKnown.length === 0 });
    expect(report.blind).toEqual(neverKnown.map((sentence) => expect.stringMatching(sentence)));
    const strict = await drift("--require-complete");
    expect(strict.code).toBe(neverKnown.length === 0 ? 0 : 1);
    const requests = await bench.mock.requests();
    expect(requests.length).toBeGreaterThan(4);
    expect([...new Set(requests.map(({ method }) => method))]).toEqual(["GET"]);
  });

  it.each(deeds.filter(({ except = [] }) => !except.includes(vendor)))(
    "tells that $name",
    async ({ needs, ...deed }) => {
      const hand = await Hand.open(vendor, bench);
      if (!needs.every((noun) => hand.has(noun))) return;
      done += 1;
      const before = await bench.mock.snapshot();
      try {
        await deed.does(hand);
        const { code, out } = await drift("--format", "json");
        const report = JSON.parse(out);
        const found = report.findings.filter((one: Found) => one.code.startsWith("LK5"));
        expect(
          found.map((one: Found) => `${one.code} ${one.severity}`),
          JSON.stringify(found.map(({ message }: Found) => message)),
        ).toContain(`${deed.code} ${deed.severity}`);
        expect({ code, inSync: report.inSync }).toEqual({ code: 1, inSync: false });
      } finally {
        await bench.mock.restore(before);
      }
    },
  );

  it("is cleaned up by the commands that it prints, once nothing of them is a comment", async () => {
    const before = await bench.mock.snapshot();
    const hand = await Hand.open(vendor, bench);
    const all = deeds.filter(({ except = [], lasts = [], isMade }) => {
      return isMade === true && ![...except, ...lasts].includes(vendor);
    });
    for (const { needs, does } of all) if (needs.every((noun) => hand.has(noun))) await does(hand);
    const { code, out } = await drift("--format", "revoke");
    expect(code).toBe(1);
    const lines = out.split("\n").filter((line) => line !== "");
    expect(lines.filter((line) => !line.startsWith("# "))).toEqual([]);
    const commands = lines
      .map((line) => line.slice(2))
      .filter((line) => /^(?:printf|terraform|rm|latchkey) /.test(line))
      // Nobody can be asked here.
      .map((line) => (line.startsWith("latchkey ") ? `${line} --yes` : line));
    expect(commands.length).toBeGreaterThanOrEqual(6);
    await mkdir(join(bench.workspace.folder, "clean"));
    const cli = join(import.meta.dirname, "..", "..", "dist", "cli.mjs");
    commands.unshift(`latchkey() { ACCESS_TOKEN=${bench.token} node ${cli} "$@"; }`);
    await writeFile(join(bench.workspace.folder, "clean", "provider.tf"), headerOf(vendor));
    const ran = await bench.workspace.runScript("clean", commands.join("\n"));
    expect(ran.code, ran.output).toBe(0);
    const { out: left, code: after } = await drift();
    await bench.mock.restore(before);
    expect(after, left).toBe(0);
  });

  it("was changed in ten ways, and is as it was", async () => {
    expect(done).toBeGreaterThanOrEqual(10);
    expect((await drift()).code).toBe(0);
  });
});
