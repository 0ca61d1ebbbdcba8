import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { VendorClock } from "../vendor-clock.ts";
import { Creations } from "./creations.ts";
import type { Named, NamedKind } from "./named-kind.ts";

interface Kite extends Named {
  /** When the vendor created it, in milliseconds by its own clock. */
  readonly born: number;
  readonly colour: string;
}

const lost = new AccessError("outcome_unknown", "POST /kites failed (ECONNRESET).");
const taken = new AccessError("already_exists", "POST /kites: 409.");

const unique: NamedKind<Kite> = {
  noun: "kite",
  repeats: "never",
  readCreation: ({ born }) => new Date(born).toISOString(),
  describeWaysOut: ({ id }) => `Import ${id}.`,
};
const repeatable: NamedKind<Kite> = { ...unique, repeats: "refused" };
const untimed: NamedKind<Kite> = { noun: "kite", repeats: "refused", describeWaysOut: unique.describeWaysOut };

// The vendor's clock is a quarter of an hour ahead of ours.
const ahead = 900_000;

interface Given {
  readonly kind?: NamedKind<Kite>;
  readonly loses?: boolean;
  readonly acts?: boolean;
  readonly mayList?: boolean;
  readonly isClockKnown?: boolean;
}

function createVendor({ kind = unique, isClockKnown = true, ...given }: Given = {}) {
  const rows: Kite[] = [{ id: "1", name: "kestrel", born: 0, colour: "red" }];
  const state = { now: 60_000, lists: 0, sent: 0, loses: true, acts: true, mayList: true, ...given };
  const clock = new VendorClock();
  const note = () => {
    const date = new Date(state.now + ahead).toUTCString();
    if (isClockKnown) clock.note(date, { sentAt: state.now, receivedAt: state.now });
  };
  const creations = new Creations(() => new Date(state.now), clock);
  const add = (row: Partial<Kite>) => {
    rows.push({ id: String(rows.length + 1), name: "merlin", born: state.now + ahead, colour: "blue", ...row });
  };
  const make = async (
    name: string,
    options: { isAgain?: boolean; meanwhile?: () => void; isOwn?: (row: Kite) => boolean } = {},
  ) => {
    const { meanwhile, ...rest } = options;
    return creations.make<string, Kite>({
      kind,
      name,
      ...rest,
      list: async () => {
        state.lists += 1;
        note();
        if (!state.mayList) throw new AccessError("forbidden", "GET /kites");
        return [...rows];
      },
      matches: ({ colour }) => colour === "blue",
      create: async () => {
        state.sent += 1;
        meanwhile?.();
        if (kind.repeats === "never" && rows.some((row) => row.name === name) && state.acts) throw taken;
        if (state.acts) add({ name });
        if (state.loses) throw lost;
        return String(rows.length);
      },
    });
  };
  return { rows, state, make, add, creations };
}

describe("a creation whose response was lost", () => {
  it("is found if exactly one new row has the name and what was sent", async () => {
    const { make } = createVendor();
    expect(await make("merlin")).toMatchObject({ kind: "found", row: { id: "2", name: "merlin" } });
  });

  it.each([
    { name: "has other content", row: { colour: "green" } },
    { name: "is older than the request", row: { born: ahead + 50_000 } },
    { name: "was there before", row: { id: "1" } },
  ])("is not proved by a row that $name", async ({ row }) => {
    const { make, add, state } = createVendor({ acts: false });
    const made = await make("merlin", { meanwhile: () => add(row) });
    expect(made).toMatchObject({ kind: "lost", named: [row] });
    expect(state.sent).toBe(1);
  });

  it("is not proved by a row with a creation time if the vendor's time is unknown", async () => {
    const { make } = createVendor({ isClockKnown: false });
    expect(await make("merlin")).toMatchObject({ kind: "lost", named: [{ id: "2" }] });
  });

  it("is not proved by several new rows", async () => {
    const { make, add } = createVendor({ kind: repeatable });
    const made = await make("merlin", { meanwhile: () => add({ id: "9" }) });
    expect(made).toMatchObject({ kind: "lost", named: [{ id: "9" }, { id: "3" }] });
  });

  it("is found beside a new row with other content", async () => {
    const { make, add } = createVendor({ kind: repeatable });
    const made = await make("merlin", { meanwhile: () => add({ id: "9", colour: "green" }) });
    expect(made).toMatchObject({ kind: "found", row: { id: "3" } });
  });

  it("is not proved if this process used the name twice", async () => {
    const { make, state } = createVendor();
    state.loses = false;
    await make("merlin");
    Object.assign(state, { loses: true, acts: false });
    expect(await make("merlin")).toMatchObject({ kind: "lost", named: [{ id: "2" }] });
  });

  it("is found at the second attempt of a caller who deleted what the first one created", async () => {
    const { make, rows } = createVendor();
    await make("merlin");
    rows.splice(1, 1, { id: "7", name: "hobby", born: 0, colour: "blue" });
    expect(await make("merlin", { isAgain: true })).toMatchObject({ kind: "found", row: { id: "3" } });
  });

  it("is carried out but not proved if the token may not list", async () => {
    const { make, rows } = createVendor({ mayList: false });
    expect(await make("merlin")).toEqual({ kind: "lost", cause: lost, named: undefined });
    expect(rows).toHaveLength(2);
  });
});

describe("a creation that was lost before it was carried out", () => {
  it("is sent once more if the vendor keeps names unique", async () => {
    const { make, state } = createVendor({ acts: false });
    const meanwhile = () => {
      if (state.sent === 2) Object.assign(state, { acts: true, loses: false });
    };
    expect(await make("merlin", { meanwhile })).toEqual({ kind: "answered", result: "2" });
  });

  it("is not sent a third time", async () => {
    const { make, state } = createVendor({ acts: false });
    expect(await make("merlin")).toEqual({ kind: "lost", cause: lost, named: [] });
    expect(state.sent).toBe(2);
  });

  it("is not sent again if names may repeat", async () => {
    const { make, state } = createVendor({ kind: repeatable, acts: false });
    expect(await make("merlin")).toEqual({ kind: "lost", cause: lost, named: [] });
    expect(state.sent).toBe(1);
  });

  it("is found if the vendor carries the first request out late, and refuses the second one", async () => {
    const { make, add, state } = createVendor({ acts: false });
    const meanwhile = () => {
      if (state.sent === 2) {
        add({});
        state.acts = true;
      }
    };
    expect(await make("merlin", { meanwhile })).toMatchObject({ kind: "found", row: { id: "2" } });
  });

  it("fails if somebody else got the name in the meantime", async () => {
    const { make, add, state } = createVendor({ acts: false });
    const meanwhile = () => {
      if (state.sent === 2) {
        add({ colour: "green" });
        state.acts = true;
      }
    };
    await expect(make("merlin", { meanwhile })).rejects.toBe(taken);
  });
});

describe("a name that Latchkey does not repeat", () => {
  it.each([
    { name: "with creation times", kind: repeatable },
    { name: "without creation times", kind: untimed },
  ])("is refused if something has it already, $name", async ({ kind }) => {
    const { make, state } = createVendor({ kind, loses: false });
    await expect(make("kestrel")).rejects.toMatchObject({
      code: "already_exists",
      message: expect.stringContaining('No kite "kestrel" was created, because one exists already: kite 1'),
      advice: expect.stringMatching(/^Import 1\. If this configuration manages that kite already/),
    });
    expect(state.sent).toBe(0);
  });

  it("is free for the successor of what has it", async () => {
    const { make } = createVendor({ kind: repeatable, loses: false });
    expect(await make("kestrel", { isOwn: ({ id }) => id === "1" })).toMatchObject({ kind: "answered" });
  });

  it("is free as soon as what had it is gone, although an older list shows it", async () => {
    const { make, rows } = createVendor({ kind: repeatable, loses: false });
    await make("merlin");
    rows.shift();
    expect(await make("kestrel")).toMatchObject({ kind: "answered" });
  });

  it("is refused to a second resource of the same run", async () => {
    const { make } = createVendor({ kind: repeatable, loses: false });
    await make("merlin");
    await expect(make("merlin")).rejects.toThrow("Two resources of this configuration create a kite");
  });
});

describe("a name that may repeat freely", () => {
  const free: NamedKind<Kite> = { ...unique, repeats: "allowed", isOrphan: ({ colour }) => colour === "blue" };

  it("is refused only beside what an interrupted run may have left", async () => {
    const { make, add } = createVendor({ kind: free, loses: false });
    add({ name: "hobby" });
    expect(await make("kestrel")).toMatchObject({ kind: "answered" });
    await expect(make("hobby")).rejects.toMatchObject({ code: "already_exists" });
  });

  it("is found although two resources of this run have it", async () => {
    const { make, state } = createVendor({ kind: { ...free, isOrphan: () => false }, loses: false });
    await make("merlin");
    state.loses = true;
    state.now += 2_000;
    expect(await make("merlin")).toMatchObject({ kind: "found", row: { id: "3" } });
  });
});

describe("a burst of creations", () => {
  it("lists once", async () => {
    const { make, state } = createVendor({ loses: false });
    await Promise.all(Array.from({ length: 50 }, (_, index) => make(`merlin-${index}`)));
    state.now += 900;
    await make("hobby");
    expect(state.lists).toBe(1);
    state.now += 200;
    await make("harrier");
    expect(state.lists).toBe(2);
  });

  it("lists for each creation if the vendor shows no creation times", async () => {
    const { make, state } = createVendor({ kind: untimed, loses: false });
    await make("hobby");
    await make("harrier");
    expect(state.lists).toBe(2);
  });
});

describe("a certain failure", () => {
  const creation = { kind: unique, name: "x", matches: () => true };

  it("is thrown unchanged", async () => {
    const creations = new Creations(() => new Date(0), new VendorClock());
    const made = creations.make({ ...creation, list: async () => [], create: () => Promise.reject(taken) });
    await expect(made).rejects.toBe(taken);
  });

  it("of the list stops the creation before it is sent, and the next one lists again", async () => {
    const creations = new Creations(() => new Date(0), new VendorClock());
    const down = new AccessError("endpoint_unreachable", "GET /kites");
    let sent = 0;
    const create = async () => (sent += 1);
    await expect(creations.make({ ...creation, list: () => Promise.reject(down), create })).rejects.toBe(down);
    expect(sent).toBe(0);
    expect(await creations.make({ ...creation, list: async () => [], create })).toMatchObject({ kind: "answered" });
  });
});
