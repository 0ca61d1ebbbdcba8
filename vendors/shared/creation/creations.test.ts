import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { Creations, type Named } from "./creations.ts";

const lost = new AccessError("outcome_unknown", "POST /kites failed (ECONNRESET).");

/** A vendor whose answers are lost from the moment that `loses` is set. */
function vendor() {
  const rows: Named[] = [{ id: "1", name: "kestrel" }];
  const state = { now: 0, lists: 0, loses: true, acts: true, mayList: true };
  const creations = new Creations(() => new Date(state.now));
  const make = async (name: string, options: { isAgain?: boolean; meanwhile?: () => void } = {}) =>
    creations.make({
      name,
      list: async () => {
        state.lists += 1;
        if (!state.mayList) throw new AccessError("forbidden", "GET /kites");
        return [...rows];
      },
      create: async () => {
        const row = { id: String(rows.length + 1), name };
        if (state.acts) rows.push(row);
        options.meanwhile?.();
        if (state.loses) throw lost;
        return row.id;
      },
      ...(options.isAgain === undefined ? {} : { isAgain: options.isAgain }),
    });
  return { rows, state, make };
}

describe("a creation whose answer was lost", () => {
  it("is found by the one row that was not there just before", async () => {
    const { make } = vendor();
    expect(await make("merlin")).toEqual({ kind: "found", row: { id: "2", name: "merlin" } });
  });

  it("is not found where it was not carried out", async () => {
    const { make, state } = vendor();
    state.acts = false;
    expect(await make("merlin")).toEqual({ kind: "lost", cause: lost, named: [] });
  });

  it("takes no row that was there before: a name proves nothing", async () => {
    const { make, state, rows } = vendor();
    state.acts = false;
    expect(await make("kestrel")).toEqual({ kind: "lost", cause: lost, named: [rows[0]] });
  });

  it("takes none of several", async () => {
    const { make, rows } = vendor();
    const made = await make("merlin", { meanwhile: () => rows.push({ id: "9", name: "merlin" }) });
    expect(made).toMatchObject({ kind: "lost", named: [{ id: "2" }, { id: "9" }] });
  });

  it("takes none where this process asked for the name twice", async () => {
    const { make, state } = vendor();
    state.loses = false;
    await make("merlin");
    state.loses = true;
    state.acts = false;
    expect(await make("merlin")).toMatchObject({ kind: "lost", named: [{ id: "2" }] });
  });

  it("takes the second of the same caller, who undid the first", async () => {
    const { make, rows } = vendor();
    await make("merlin");
    rows.splice(1, 1, { id: "7", name: "hobby" });
    expect(await make("merlin", { isAgain: true })).toEqual({ kind: "found", row: { id: "3", name: "merlin" } });
  });

  it("takes none where it may not list, and creates all the same", async () => {
    const { make, state, rows } = vendor();
    state.mayList = false;
    expect(await make("merlin")).toEqual({ kind: "lost", cause: lost, named: undefined });
    expect(rows).toHaveLength(2);
  });
});

describe("what it costs", () => {
  it("is one list a burst", async () => {
    const { make, state } = vendor();
    state.loses = false;
    await Promise.all(Array.from({ length: 50 }, (_, index) => make(`merlin-${index}`)));
    state.now += 9_000;
    await make("hobby");
    expect(state.lists).toBe(1);
    state.now += 2_000;
    await make("harrier");
    expect(state.lists).toBe(2);
  });
});

describe("a failure that is certain", () => {
  it("is thrown as it is", async () => {
    const creations = new Creations(() => new Date(0));
    const taken = new AccessError("already_exists", "POST /kites");
    const made = creations.make({ name: "x", list: async () => [], create: () => Promise.reject(taken) });
    await expect(made).rejects.toBe(taken);
  });

  it("of the list before stops before anything is sent, and the next one lists again", async () => {
    const creations = new Creations(() => new Date(0));
    const down = new AccessError("endpoint_unreachable", "GET /kites");
    let sent = 0;
    const create = async () => (sent += 1);
    await expect(creations.make({ name: "x", list: () => Promise.reject(down), create })).rejects.toBe(down);
    expect(sent).toBe(0);
    expect(await creations.make({ name: "x", list: async () => [], create })).toMatchObject({ kind: "answered" });
  });
});
