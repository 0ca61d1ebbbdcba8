import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instance } from "#access/model/statements/instance.ts";
import { parseSnapshot } from "#review/read-source.ts";
import { digestOf } from "#review/snapshot/canonical-json.ts";
import { type SnapshotOptions, writeSnapshot } from "#review/snapshot/create-snapshot.ts";
import { createChange, createPlan } from "#review/testing/documents.ts";
import { hostileNames } from "#review/testing/reports.ts";
import { listCommands } from "#review/testing/runner-commands.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { completeChoices } from "../access/live-options.ts";
import { runCommand } from "../testing/run-command.ts";

const endpoint = "https://signals.example.com";
let folder = "";

interface Taken extends Partial<SnapshotOptions> {
  readonly takenAt?: string;
  readonly names?: readonly string[];
  readonly permissions?: readonly string[];
  readonly at?: string;
  readonly blind?: readonly string[];
  /** Lists that could not be read. */
  readonly unread?: readonly string[];
}

/** An account in which each of some service accounts holds one role. */
function take({ names = ["ferry", "nightly"], permissions = ["read"], at = endpoint, ...more }: Taken = {}): string {
  const { takenAt = "2030-01-01T00:00:00.000Z", previous = null, version = "1.2.3", blind = [], unread = [] } = more;
  const account = { vendor: "signoz", alias: "signoz", endpoint: at, organization: null };
  const see = (type: string, state: Instance["state"]): Instance => {
    return { account, type, kind: "resource", state, address: null, presence: "live", happening: "seen" };
  };
  const role = {
    id: "r1",
    name: "reader",
    permissions: permissions.map((action) => ({ action, resource: "dashboard", selectors: null })),
  };
  const instances = [
    see("role", role),
    ...names.flatMap((name, index) => [
      see("service_account", { id: `a${index}`, name }),
      see("role_binding", { id: `b${index}`, roleId: "r1", serviceAccountId: `a${index}` }),
    ]),
  ];
  const lists = ["key", "member", "role", "role_binding", "role_mapping", "service_account", "sign_in"];
  const whole = lists.map((list) => ({ account, list }));
  const askedBy = { kind: "known", id: "a9", title: 'account "auditor" (a9)' } as const;
  const seen = instances.filter(({ type }) => !unread.includes(type));
  const read = whole.filter(({ list }) => blind.length === 0 && !unread.includes(list));
  const told = [...blind, ...unread.map((list) => `The list ${list} is not whole: 403.`)];
  const collected = { instances: seen, blind: told, assumptions: [], whole: read };
  return writeSnapshot({ account, takenAt, askedBy, collected }, { version, previous });
}

/** The role of the snapshot comes to permit an update. */
function plan(vendorEndpoint: string | null = endpoint): string {
  const read = { action: "read", resource: "dashboard", selectors: null };
  const before = { id: "r1", name: "reader", permissions: [read] };
  const after = { ...before, permissions: [read, { ...read, action: "update" }] };
  const change = {
    ...createChange("reader", ["update"]),
    change: { actions: ["update"], before, after, after_unknown: {} },
  };
  const document = createPlan([change], [{ key: "access", vendor: "signoz" }]);
  if (vendorEndpoint !== null)
    Object.assign(document.configuration.provider_config["access"]?.expressions ?? {}, {
      endpoint: { constant_value: vendorEndpoint },
    });
  return JSON.stringify({ ...document, timestamp: "2030-01-02T00:00:00Z" });
}

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const latchkey = (...words: readonly string[]) => runCommand(words, { environment: {} });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-snapshots-"));
  await write("plan.json", plan());
  await write("good.json", take());
});

afterAll(() => rm(folder, { recursive: true }));

/** The document with a digest of its own. */
function sign(change: (document: { [name: string]: unknown }) => object, text = take()): string {
  const entries = Object.entries(change(JSON.parse(text) as { [name: string]: unknown }));
  const rest = Object.fromEntries(entries.filter(([name]) => name !== "digest"));
  return JSON.stringify({ ...rest, digest: digestOf(rest) });
}

const bad: readonly { readonly name: string; readonly text: string; readonly says: RegExp }[] = [
  {
    name: "a changed name",
    text: take().replace('"nightly"', '"nobody!"'),
    says: /another digest than it says.*Take a new one/s,
  },
  { name: "a changed permission", text: take().replace('"read"', '"delete"'), says: /another digest/ },
  { name: "the first half", text: take().slice(0, 900), says: /is not JSON: it seems to be cut off/ },
  {
    name: "a later form",
    text: sign((one) => ({ ...one, format: "latchkey-snapshot/2" })),
    says: /"latchkey-snapshot\/2", and latchkey-snapshot\/1 is read here/,
  },
  {
    name: "no digest",
    text: JSON.stringify({ ...JSON.parse(take()), digest: undefined }),
    says: /`digest` is missing/,
  },
  { name: "no account", text: sign((one) => ({ ...one, account: null })), says: /`account` is missing/ },
  { name: "a time that is none", text: sign((one) => ({ ...one, takenAt: "yesterday" })), says: /`takenAt`/ },
  { name: "instances that are none", text: sign((one) => ({ ...one, instances: ["x"] })), says: /`instances\.0`/ },
  {
    name: "no end of nesting",
    text: take().replace('"tool": {', `"more": ${"[".repeat(500)}${"]".repeat(500)}, "tool": {`),
    says: /nests too deeply|another digest/,
  },
];

const readers: readonly { readonly name: string; readonly words: (file: string) => readonly string[] }[] = [
  { name: "can", words: (file) => ["can", "ferry", "read", "dashboard", file] },
  { name: "who-can", words: (file) => ["who-can", "read", "dashboard", file] },
  { name: "review --after", words: (file) => ["review", "--before", join(folder, "good.json"), "--after", file] },
  { name: "review --context", words: (file) => ["review", join(folder, "plan.json"), "--context", file] },
  { name: "review --no-new-access", words: (file) => ["review", join(folder, "plan.json"), "--no-new-access", file] },
];

describe.each(readers)("$name", ({ words }) => {
  it.each(bad)("fails for a snapshot with $name, and names the file", async ({ text, says }) => {
    const file = await write("bad.json", text);
    const { code, out, err } = await latchkey(...words(file));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(file);
    expect(err).toMatch(says);
  });

  it("takes a snapshot", async () => {
    const { code, err } = await latchkey(...words(await write("taken.json", take())));
    expect(err).toBe("");
    expect(code).toBeLessThan(2);
  });
});

describe("a review with a snapshot as its context", () => {
  const review = (file: string, ...flags: readonly string[]) =>
    latchkey("review", join(folder, file), "--context", join(folder, "good.json"), ...flags);

  it("knows who holds a role that no plan has an account for", async () => {
    const { code, out } = await review("plan.json", "--fail-on", "broadening");
    expect(code).toBe(1);
    expect(out).toContain("held by ferry, nightly.");
    expect(out).toContain("Broadens access: 2 subjects gain 2 rights");
    expect(out).toContain("good.json tells what was there at 2030-01-01T00:00:00.000Z.");
  });

  it("says nothing about what is as it was outside of the plan", async () => {
    const { out } = await review("plan.json", "--all", "--format", "json");
    const { findings } = JSON.parse(out);
    expect(findings.map(({ code }: { readonly code: string }) => code)).toEqual(["LK104"]);
  });

  it("judges assertions, claims and the policy with whom the snapshot knows", async () => {
    const assertion = { name: "nightly-reads-nothing", never: { subject: "nightly", may: "read dashboard" } };
    const assertions = await write("access.assert.json", JSON.stringify({ assertions: [assertion] }));
    const { code, out } = await review("plan.json", "--assert", assertions, "--format", "json");
    const { findings } = JSON.parse(out);
    expect(code).toBe(0);
    expect(findings).toMatchObject([{ code: "LK111", introduced: false }, { code: "LK104" }]);
    const all = await review("plan.json", "--assert", assertions, "--all");
    expect(all.code).toBe(1);

    const claim = await review("plan.json", "--prove", "no nightly reaches update on dashboard");
    expect(claim.code).toBe(1);
    expect(claim.out).toContain("refuted: no nightly reaches update on dashboard");

    const policy = await write("access.policy.json", JSON.stringify({ severities: { LK104: "off" } }));
    const off = JSON.parse((await review("plan.json", "--policy", policy, "--format", "json")).out);
    expect(off.findings.map((one: { readonly code: string }) => one.code)).not.toContain("LK104");
  });

  it.each(["--context", "--no-new-access"])(
    "with %s prints what to add where the plan says no endpoint",
    async (option) => {
      const words = ["review", await write("nowhere.json", plan(null)), option, join(folder, "good.json")];
      const { code, err } = await latchkey(...words);
      expect(code).toBe(2);
      expect(err).not.toContain("another account");
      expect(err).toContain("the plan does not say its endpoint (provider block access)");
      const added = /add (--vendor \S+)$/m.exec(err)?.[1] ?? "";
      expect(added).toBe(`--vendor signoz@${endpoint}`);
      const told = await latchkey(...words, ...added.split(" "));
      expect(told).toMatchObject({ err: "", code: expect.any(Number) });
      expect(told.out).toContain(option === "--context" ? "held by ferry, nightly." : "LK104");
    },
  );

  it("never prints an endpoint to paste that a shell would run", async () => {
    const hostile = await write("hostile.json", take({ at: "https://x.example/$(id)" }));
    const { err } = await latchkey("review", await write("nowhere.json", plan(null)), "--context", hostile);
    expect(err).toContain("add --vendor signoz@ENDPOINT");
  });

  it("fails for another endpoint", async () => {
    await write("elsewhere.json", plan("https://other.example.com"));
    const { code, err } = await review("elsewhere.json");
    expect(code).toBe(2);
    expect(err).toMatch(/about signoz at https:\/\/signals.*the change is about signoz at https:\/\/other/);
  });

  it("fails for another organization at the same endpoint: nothing of the plan is there", async () => {
    await write("other.json", plan().replaceAll('"r1"', '"r77"'));
    const { code, err } = await review("other.json");
    expect(code).toBe(2);
    expect(err).toMatch(/has none of the 1 objects.*another organization/);
  });

  const writeState = (id: string, type = "access_service_account") => {
    const values = {
      root_module: {
        resources: [
          {
            address: `${type}.other`,
            mode: "managed",
            type,
            name: "other",
            provider_name: "registry.terraform.io/latchkey/access",
            schema_version: 0,
            values: type === "access_role" ? { id, name: "reader" } : { id, name: "other", role_ids: ["r1"] },
          },
        ],
      },
    };
    return write("state.json", JSON.stringify({ format_version: "1.0", values }));
  };

  it.each([
    { name: "takes an id of the plan in a state for a proof of one account", id: "r1", says: null },
    { name: "says that a state without any id of the plan proves nothing", id: "r2", says: /Only the endpoint tells/ },
  ])("$name", async ({ id, says }) => {
    const state = await writeState(id, "access_role");
    const words = ["review", join(folder, "plan.json"), "--context", state, "--vendor", `signoz@${endpoint}`];
    const { out, err } = await latchkey(...words, "--format", "json");
    expect(err).toBe("");
    if (says === null) expect(out).not.toContain("Only the endpoint tells");
    else expect(out).toMatch(/Only the endpoint tells.*a state lists only its own objects/);
  });

  it("never merges a state and a plan of which nobody says whose they are", async () => {
    await write("nowhere.json", plan(null));
    const state = await writeState("a5");
    const alone = ["review", join(folder, "nowhere.json"), "--context", state, "--vendor"];
    const unnamed = await latchkey(...alone, "signoz");
    expect(unnamed.code).toBe(2);
    expect(unnamed.err).toContain("neither");
    expect(unnamed.err).toContain("--vendor signoz@ENDPOINT");
    const named = await latchkey(...alone, `signoz@${endpoint}`);
    expect(named.out).toContain("held by other, as far as these files say.");
  });

  it("tells what the token could not see", async () => {
    await write("half.json", take({ blind: ["Roles are not listed. 403: forbidden."] }));
    const { out } = await latchkey(
      "review",
      join(folder, "plan.json"),
      "--context",
      join(folder, "half.json"),
      "--format",
      "json",
    );
    expect(JSON.parse(out)).toMatchObject({
      complete: false,
      blind: [expect.stringContaining("half.json: Roles are not listed. 403: forbidden.")],
    });
  });

  it("says which accounts of the change no context and no reference tells of", async () => {
    const other = JSON.parse(plan("https://other.example.com"));
    const own = JSON.parse(plan());
    const [change] = other.resource_changes;
    own.resource_changes.push({ ...change, address: "access_role.second", name: "second" });
    own.configuration.provider_config.second = { ...other.configuration.provider_config.access, alias: "second" };
    own.configuration.root_module.resources.push({
      ...other.configuration.root_module.resources[0],
      address: "access_role.second",
      name: "second",
      provider_config_key: "second",
    });
    const file = await write("two.json", JSON.stringify(own));
    for (const flag of ["--context", "--no-new-access"]) {
      const { out } = await latchkey("review", file, flag, join(folder, "good.json"), "--format", "json");
      const { complete, blind } = JSON.parse(out);
      expect({ flag, complete }).toEqual({ flag, complete: false });
      expect(blind).toContainEqual(expect.stringMatching(/good\.json.* nothing of signoz at https:\/\/other\.example/));
    }
  });

  it("takes a snapshot at its word that it is not complete", async () => {
    const half = await write(
      "half.json",
      sign((one) => ({ ...one, complete: false, blind: [] })),
    );
    const { out } = await latchkey("review", join(folder, "plan.json"), "--context", half, "--format", "json");
    const blind = [expect.stringContaining("The snapshot says that it is not complete")];
    expect(JSON.parse(out)).toMatchObject({ complete: false, blind });
  });

  it.each([
    { name: "a plan", words: ["--context", "plan.json"], says: /is a plan, which tells what somebody wants/ },
    { name: "a plan as the reference", words: ["--no-new-access", "plan.json"], says: /tells what somebody wants/ },
    { name: "--endpoint without --live", words: ["--endpoint", "https://x.example"], says: /--endpoint is for --live/ },
    {
      name: "two vendors to ask",
      words: ["--live", "--vendor", "signoz", "--vendor", "inkit"],
      says: /--live asks one account/,
    },
    {
      name: "no token",
      words: ["--live", "--vendor", `signoz@${endpoint}`],
      says: /SIGNOZ_ACCESS_TOKEN \(or ACCESS_TOKEN\)/,
    },
  ])("fails for $name", async ({ words, says }) => {
    const named = words.map((word) => (word === "plan.json" ? join(folder, word) : word));
    const { code, out, err } = await latchkey("review", join(folder, "plan.json"), ...named);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(says);
  });
});

describe("the account to ask", () => {
  const asks = [
    { name: "snapshot", words: () => ["snapshot"] },
    { name: "can --live", words: () => ["can", "ferry", "read", "dashboard", "--live"] },
    { name: "review --live", words: () => ["review", join(folder, "plan.json"), "--live"] },
  ];

  describe.each(asks)("of $name", ({ words }) => {
    it.each([
      { name: "NAME@URL", more: ["--vendor", `signoz@${endpoint}`] },
      { name: "NAME and --endpoint", more: ["--vendor", "signoz", "--endpoint", endpoint] },
      { name: "both, if they agree", more: ["--vendor", `signoz@${endpoint}/`, "--endpoint", endpoint] },
    ])("is spelled as $name: only the token is missing", async ({ more }) => {
      const { code, err } = await latchkey(...words(), ...more);
      expect(code).toBe(2);
      expect(err).toContain("SIGNOZ_ACCESS_TOKEN (or ACCESS_TOKEN)");
    });

    it.each([
      {
        name: "two endpoints",
        more: ["--vendor", `signoz@${endpoint}`, "--endpoint", "https://other.example.com"],
        says: "name two endpoints",
      },
      { name: "two vendors", more: ["--vendor", "signoz", "--vendor", "inkit"], says: "asks one account" },
      { name: "an unknown vendor", more: ["--vendor", `signos@${endpoint}`], says: "Did you mean signoz?" },
    ])("is never $name", async ({ more, says }) => {
      const { code, out, err } = await latchkey(...words(), ...more);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(says);
    });
  });

  it("of a snapshot is at no address", async () => {
    const { code, err } = await latchkey("snapshot", "--vendor", `access.second=signoz@${endpoint}`);
    expect(code).toBe(2);
    expect(err).toContain("received the address access.second");
  });

  it("is also the plan's with --endpoint", () => {
    const none = { header: [] };
    const vendor = [{ address: null, vendor: "signoz", endpoint: null }];
    const said = [{ address: null, vendor: "signoz", endpoint }];
    expect(completeChoices({ ...none, vendor, endpoint, live: true })).toEqual(said);
    expect(completeChoices({ ...none, vendor })).toEqual(vendor);
  });
});

describe("an endpoint with a password and a query", () => {
  const canary = "CANARY";
  const dirty = `https://u:${canary}@signals.example.com./?t=${canary}#${canary}`;
  const account = { vendor: "signoz", endpoint: dirty };
  const formats = ["text", "json", "markdown", "html", "sarif", "github", "junit", "codequality"];
  const texts = {
    plan: plan(dirty),
    // Its only object is new: only the endpoint tells whose it is.
    fresh: plan(dirty)
      .replace('"update"', '"create"')
      .replace(/"before":\{.*?\]\}/, '"before":null'),
    elsewhere: plan(dirty.replace("signals", "other")),
    noUrl: plan(`u:${canary}@signals`),
    snapshot: sign((one) => ({ ...one, account })),
    apart: sign((one) => ({ ...one, account: { ...account, endpoint: dirty.replace("signals", "other") } })),
  };
  const cases: readonly (readonly (keyof typeof texts | `--${string}`)[])[] = [
    ["plan", "--context", "snapshot"],
    ["fresh", "--context", "snapshot"],
    ["elsewhere", "--context", "snapshot"],
    ["noUrl", "--context", "snapshot"],
    ["plan", "--no-new-access", "apart"],
    ["--before", "snapshot", "--after", "snapshot"],
    ["--before", "snapshot", "--after", "apart"],
  ];

  it.each(cases.map((words) => ({ words })))("is shown without them: $words", async ({ words }) => {
    const files = await Promise.all(
      Object.entries(texts).map(async ([name, text]) => [name, await write(`dirty-${name}.json`, text)] as const),
    );
    const named = words.map((word) => new Map<string, string>(files).get(word) ?? word);
    const shown: string[] = [];
    for (const format of formats) {
      const { out, err } = await latchkey("review", ...named, "--format", format);
      shown.push(out + err);
      expect(out + err).not.toContain(canary);
    }
    expect(shown.every((one) => one !== "")).toBe(true);
  });

  it("is the same as without them", async () => {
    const context = await write("dirty.json", texts.snapshot);
    const { out } = await latchkey("review", join(folder, "plan.json"), "--context", context);
    expect(out).toContain("held by ferry, nightly.");
  });

  it.each([`signoz@${dirty}`, `access=signoz@${dirty}`, `signoz@${canary}=${canary}@`])(
    "is not repeated from --vendor %s",
    async (choice) => {
      const file = await write("nowhere.json", plan(null));
      const context = await write("apart.json", texts.apart);
      const { out, err } = await latchkey("review", file, "--vendor", choice, "--context", context);
      expect(err).not.toBe("");
      expect(out + err).not.toContain(canary);
    },
  );

  it.each([`https://h.example/?t=${canary}`, dirty, `u:${canary}@h`, `https://u:a?${canary}@h`])(
    "is not repeated by snapshot --endpoint %s",
    async (given) => {
      const { code, err } = await latchkey("snapshot", "--vendor", "signoz", "--endpoint", given);
      expect(code).toBe(2);
      expect(err).toMatch(/http or https URL|credentials/);
      expect(err).not.toContain(canary);
    },
  );
});

describe("two snapshots", () => {
  const compare = async (before: string, after: string) => {
    const files = [await write("before.json", before), await write("after.json", after)];
    return latchkey("review", "--before", files[0] ?? "", "--after", files[1] ?? "", "--format", "json");
  };

  it("of one account are compared, and expiry is judged when the later one was taken", async () => {
    const { out } = await compare(take(), take({ names: ["ferry"], takenAt: "2030-02-01T00:00:00.000Z" }));
    expect(JSON.parse(out)).toMatchObject({
      verdict: "narrows",
      at: "2030-02-01T00:00:00.000Z",
      changes: [{ subject: { name: "nightly" }, isGone: true }],
    });
  });

  describe("with a key", () => {
    const withKey = (ids: { readonly key: string; readonly account: string }, takenAt?: string): string => {
      const text = take({ names: ["ferry"], ...(takenAt === undefined ? {} : { takenAt }) });
      return sign(
        (one) => {
          const instances = one["instances"] as readonly object[];
          const state = { id: ids.key, name: "ferry-key", service_account_id: ids.account };
          return { ...one, instances: [...instances, { type: "key", kind: "resource", form: 0, state }] };
        },
        text.replaceAll('"a0"', `"${ids.account}"`).replaceAll('"r1"', `"r-${ids.account}"`),
      );
    };
    const old = withKey({ key: "k0", account: "a0" });
    const later = "2030-02-01T00:00:00.000Z";
    const tell = async (after: string) => {
      const { credentials, findings } = JSON.parse((await compare(old, after)).out);
      return {
        kinds: credentials.map(({ kind }: { readonly kind: string }) => kind),
        codes: findings.map(({ code }: { readonly code: string }) => code),
      };
    };

    it("of an account that was made anew tell of a replacement, and of no rotation", async () => {
      const { kinds, codes } = await tell(withKey({ key: "k5", account: "a5" }, later));
      expect(kinds).toEqual(["accountReplaced", "keyReplaced"]);
      expect(codes).toContain("LK205");
      expect(codes).not.toContain("LK204");
      expect(codes).not.toContain("LK211");
    });

    it("of the same account tell of a rotation", async () => {
      const { kinds, codes } = await tell(withKey({ key: "k5", account: "a0" }, later));
      expect(kinds).toEqual(["rotated"]);
      expect(codes).not.toContain("LK205");
    });
  });

  it.each(["role_binding", "service_account", "role", "sign_in"])(
    "tell of no loss where the later one could not read the list %s",
    async (list) => {
      const { out, code } = await compare(take(), take({ unread: [list], takenAt: "2030-02-01T00:00:00.000Z" }));
      const report = JSON.parse(out);
      expect(report).toMatchObject({ verdict: "neither", changes: [], complete: false });
      expect(report.blind).toContain(`The list ${list} is not whole: 403.`);
      if (list !== "sign_in") expect(report.assumptions.join()).toContain("is taken to be there still");
      expect(code).toBe(0);
    },
  );

  it("tell of a loss by what was read whole, beside a list that was not", async () => {
    const { out } = await compare(take(), take({ names: ["ferry"], unread: ["key"] }));
    expect(JSON.parse(out)).toMatchObject({ verdict: "narrows", complete: false });
  });

  it("that are equal change nothing", async () => {
    const { code, out } = await compare(take(), take({ takenAt: "2030-02-01T00:00:00.000Z" }));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: "neither", changes: [], complete: true });
  });

  it("fails for two accounts", async () => {
    const { code, err } = await compare(take(), take({ at: "https://other.example.com" }));
    expect(code).toBe(2);
    expect(err).toContain("two accounts cannot be compared");
  });
});

describe("what a snapshot says of somebody", () => {
  it("is a no where all lists were read whole, and unknown where one was not", async () => {
    const file = await write("whole.json", take());
    expect((await latchkey("can", "ferry", "delete", "dashboard", file, "--direct")).code).toBe(1);
    const nobody = await latchkey("who-can", "delete", "dashboard", file, "--direct");
    expect(nobody).toMatchObject({ code: 1 });
    expect(nobody.out).toContain("Everybody whom the vendor lists was looked at.");
    const half = await write("half.json", take({ blind: ["Roles are not listed."] }));
    expect((await latchkey("can", "ferry", "delete", "dashboard", half, "--direct")).code).toBe(2);
  });
});

describe("somebody whom a snapshot does not have", () => {
  const ask = async (blind: readonly string[]) =>
    latchkey("can", "lin", "read", "dashboard", await write("some.json", take({ blind })));

  it("is not taken for nobody where a list could not be read", async () => {
    const { code, out, err } = await ask(["The list member is not whole: 403."]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /no subject is called "lin".*does not show that there is none.*The list member is not whole: 403\./,
    );
  });

  it("is not there where everything could be looked at", async () => {
    const { err } = await ask([]);
    expect(err).toContain('no subject is called "lin"');
    expect(err).not.toContain("does not show");
  });

  it("is told with a few of many gaps", async () => {
    const { err } = await ask(Array.from({ length: 20 }, (_, at) => `Gap ${at + 10}.`));
    expect(err).toContain("Gap 14. And 15 more.");
  });
});

describe("a snapshot that would be written over the one before", () => {
  it.each([
    { name: "by the same path", link: false },
    { name: "by a link", link: true },
  ])("is refused $name, before anybody is asked", async ({ link: isLink }) => {
    const text = take();
    const file = await write(`chain-${isLink}.json`, text);
    const other = isLink ? `${file}.link` : file;
    if (isLink) await symlink(file, other);
    const words = ["snapshot", "--vendor", `signoz@${endpoint}`, "--previous", file, "--output", other];
    const { code, err } = await latchkey(...words);
    expect(code).toBe(2);
    expect(err).toMatch(/is the file of --previous.*Give --output a file of its own/);
    expect(await readFile(file, "utf8")).toBe(text);
  });

  it("is not one that has a file of its own", async () => {
    const file = await write("first.json", take());
    const words = ["snapshot", "--vendor", `signoz@${endpoint}`, "--previous", file, "--output", `${file}.next`];
    expect((await latchkey(...words)).err).toContain("SIGNOZ_ACCESS_TOKEN");
  });
});

describe("snapshot verify", () => {
  const verify = async (...files: readonly (readonly [string, string])[]) => {
    const chain = await mkdtemp(join(folder, "chain-"));
    for (const [name, text] of files) await writeFile(join(chain, name), text);
    return latchkey("snapshot", "verify", chain);
  };
  const digest = (text: string): string => parseSnapshot(text).digest;
  const first = take();
  const second = take({ names: ["ferry"], previous: digest(first), takenAt: "2030-02-01T00:00:00.000Z" });
  const third = take({ names: [], previous: digest(second), takenAt: "2030-03-01T00:00:00.000Z" });

  it("shows the order, and says what that does not show", async () => {
    const { code, out } = await verify(["c.json", first], ["a.json", second], ["b.json", third]);
    expect(code).toBe(0);
    expect(out.replaceAll("\n", " ")).toMatch(/3 snapshots.*c\.json.*a\.json.*b\.json.*does not show who made/s);
  });

  it("answers what was so at a time, and refuses what no whole chain tells", async () => {
    const chain = await mkdtemp(join(folder, "chain-"));
    const ask = (time: string, ...words: readonly string[]) =>
      latchkey("can", "nightly", "read", "dashboard", chain, "--as-of", time, ...words);
    for (const [name, text] of [["a.json", first] as const, ["b.json", second] as const]) {
      await writeFile(join(chain, name), text);
    }
    const early = await ask("2030-01-15");
    expect(early).toMatchObject({ code: 0, err: "a.json, taken 2030-01-01T00:00:00.000Z\n" });
    expect((await ask("2030-01-31T23:59:59Z")).code).toBe(0);
    expect((await ask("2030-02-01")).err).toContain("b.json");
    expect(await ask("2029-12-31")).toMatchObject({ code: 2, err: expect.stringContaining("as early as 2029-12-31") });
    expect(await ask("soon")).toMatchObject({ code: 2, err: expect.stringContaining("--as-of takes a day") });
    expect((await ask("2030-01-15", "--before")).code).toBe(2);
    await writeFile(join(chain, "b.json"), third);
    expect(await ask("2030-01-15")).toMatchObject({ code: 2, err: expect.stringContaining("no whole chain") });
  });

  it.each([
    { name: "one that is taken out", files: [first, third], says: /does not follow/ },
    {
      name: "one that is missing at the beginning",
      files: [second, third],
      says: /is the first one, and follows another/,
    },
    {
      name: "one that begins again",
      files: [first, take({ takenAt: "2030-02-01T00:00:00.000Z" })],
      says: /begins a chain of its own/,
    },
    { name: "one that was changed", files: [first, second.replace("ferry", "forge")], says: /another digest/ },
    { name: "something else", files: [first, "{}"], says: /is no snapshot/ },
  ])("finds $name", async ({ files, says }) => {
    const { code, out } = await verify(...files.map((text, index) => [`${index}.json`, text] as const));
    expect(code).toBe(1);
    expect(out).toMatch(says);
    expect(out).not.toContain("This shows");
    expect(out).toContain("There are faults: this does not show");
  });

  it("tells programs what faults leave open", async () => {
    const chain = await mkdtemp(join(folder, "chain-"));
    await writeFile(join(chain, "a.json"), second);
    const { out } = await latchkey("snapshot", "verify", chain, "--format", "json");
    expect(JSON.parse(out)).toMatchObject({ shows: expect.stringMatching(/^There are faults/) });
  });

  it("takes no file, and names the folder to give", async () => {
    const { code, out, err } = await latchkey("snapshot", "verify", join(folder, "good.json"));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`good.json is no folder. Give the folder that has all snapshots of the chain: ${folder}`);
    expect(err).not.toMatch(/ENOTDIR|scandir/);
  });

  it("takes each account for a chain of its own, and a copy for no other one", async () => {
    const other = take({ at: "https://other.example.com" });
    expect((await verify(["a.json", first], ["b.json", other], ["c.json", first])).code).toBe(0);
  });

  it.each([
    { name: "no folder", files: undefined },
    { name: "an empty folder", files: [] },
    { name: "nothing that can be read", files: [["a.json", "{}"] as const] },
  ])("fails for $name", async ({ files }) => {
    const { code, out } =
      files === undefined ? await latchkey("snapshot", "verify", join(folder, "nowhere")) : await verify(...files);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});

it("the page says of every vendor what the token needs", async () => {
  const page = await readFile(join(import.meta.dirname, "../../docs/snapshot.md"), "utf8");
  const [, part = ""] = page.split("## What the token needs");
  for (const { title } of Object.values(vendorFacts)) expect(part).toMatch(new RegExp(`^\\| ${title} +\\| \\S`, "m"));
  const { out } = await latchkey("snapshot", "--help");
  expect(out).toContain("docs/snapshot.md says what a complete answer needs");
});

describe("names from outside", () => {
  it("do nothing to a terminal or a build, and are read back as they are", () => {
    for (const name of hostileNames) {
      const text = take({ names: [name] });
      expect(listCommands(text)).toEqual([]);
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      const states = parseSnapshot(text).instances.map(({ state }) => state["name"]);
      expect(states).toContain(name);
    }
  });
});
