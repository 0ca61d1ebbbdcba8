import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { kiteFacts } from "../testing/fake-vendor.ts";
import { VendorClock } from "../vendor-clock.ts";
import { Creations } from "./creations.ts";
import { createNamed } from "./named-creation.ts";
import type { Named, NamedKind } from "./named-kind.ts";

interface Kite extends Named {
  readonly colour: string;
}

const kind: NamedKind<Kite> = {
  noun: "kite",
  repeats: "never",
  describe: ({ colour }) => colour,
  describeWaysOut: ({ id }) => `Import ${id}.`,
};

const lost = new AccessError("outcome_unknown", "POST /kites failed (ECONNRESET).");
const taken = new AccessError("already_exists", "POST /kites: 409.");

interface Given {
  readonly before?: readonly Kite[];
  readonly after?: readonly Kite[];
  readonly fails?: AccessError;
  readonly matches?: boolean;
  readonly takenAdvice?: string;
}

async function attempt({ before = [], after = before, fails, matches = true, takenAdvice }: Given) {
  const warnings: string[] = [];
  let isSent = false;
  const context = {
    client: undefined,
    facts: kiteFacts,
    now: () => new Date(0),
    signal: new AbortController().signal,
    warn: (summary: string, detail: string) => void warnings.push(`${summary}: ${detail}`),
  };
  const result: unknown = await createNamed(context, {
    kind,
    name: "merlin",
    creations: new Creations(context.now, new VendorClock()),
    list: async () => (isSent ? after : before),
    async create() {
      isSent = true;
      if (fails !== undefined) throw fails;
      return "k-new";
    },
    matches: () => matches,
    adopt: ({ id }: Kite) => id,
    ...(takenAdvice === undefined ? {} : { takenAdvice }),
  }).catch((error: unknown) => error);
  return { result, warnings };
}

const merlin = { id: "k-7", name: "merlin", colour: "red" };

describe("a thing that has a name", () => {
  it("is created", async () => {
    expect(await attempt({})).toEqual({ result: "k-new", warnings: [] });
  });

  it("fails with the holder if the name is taken", async () => {
    const { result } = await attempt({ before: [merlin], fails: taken });
    expect(result).toMatchObject({
      code: "already_exists",
      path: ["name"],
      advice: expect.stringMatching(
        /^It belongs to kite k-7 \(red\)\. Import k-7\. If this configuration manages .*`moved`/,
      ),
    });
  });

  it("fails with the vendor's advice if the name is taken but not listed", async () => {
    const takenAdvice = "A kite that was deleted keeps its name.";
    expect((await attempt({ fails: taken, takenAdvice })).result).toMatchObject({ advice: takenAdvice });
    expect((await attempt({ fails: taken })).result).toBe(taken);
  });
});

describe("a creation whose response was lost", () => {
  it("is adopted with a warning if it is proved", async () => {
    const { result, warnings } = await attempt({ after: [merlin], fails: lost });
    expect(result).toBe("k-7");
    expect(warnings).toEqual([expect.stringContaining("The response was lost, and the kite was found")]);
  });

  it("fails if the row does not match the request", async () => {
    const { result, warnings } = await attempt({ after: [merlin], fails: lost, matches: false });
    expect(result).toMatchObject({ code: "outcome_unknown", advice: "Import k-7." });
    expect(warnings).toEqual([]);
  });

  it("fails with advice if nothing was created", async () => {
    expect((await attempt({ fails: lost })).result).toMatchObject({
      code: "outcome_unknown",
      message: expect.stringContaining('No kite "merlin" existed right after it.'),
      advice: "Run again to create it.",
    });
  });

  it("fails if a thing with the name existed before", async () => {
    const { result } = await attempt({ before: [merlin], fails: lost });
    expect(result).toMatchObject({ code: "outcome_unknown", message: expect.stringContaining("kite k-7 (red)") });
  });
});
