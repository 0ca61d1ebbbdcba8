import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { Creations, type Named } from "./creations.ts";

const lost = new AccessError("outcome_unknown", "POST /kites failed (ECONNRESET).");

/** Loses its responses while `loses` is set. */
function createVendor() {
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

describe("a creation whose response was lost", () => {
  it("is found if exactly one row with the name is new", async () => {
    const { make } = createVendor();
    expect(await make("merlin")).toEqual({ kind: "found", row: { id: "2", name: "merlin" } });
  });

  it("is not found if it was not carried out", async () => {
    const { make, state } = createVendor();
    state.acts = false;
    expect(await make("merlin")).toEqual({ kind: "lost", cause: lost, named: [] });
  });

  it("is not proved by a row that existed before", async () => {
    const { make, state, rows } = createVendor();
    state.acts = false;
    expect(await make("kestrel")).toEqual({ kind: "lost", cause: lost, named: [rows[0]] });
  });

  it("is not proved by several new rows", async () => {
    const { make, rows } = createVendor();
    const made = await make("merlin", { meanwhile: () => rows.push({ id: "9", name: "merlin" }) });
    expect(made).toMatchObject({ kind: "lost", named: [{ id: "2" }, { id: "9" }] });
  });

  it("is not proved if this process used the name twice", async () => {
    const { make, state } = createVendor();
    state.loses = false;
    await make("merlin");
    state.loses = true;
    state.acts = false;
    expect(await make("merlin")).toMatchObject({ kind: "lost", named: [{ id: "2" }] });
  });

  it("is found at the second attempt of a caller who deleted what the first one created", async () => {
    const { make, rows } = createVendor();
    await make("merlin");
    rows.splice(1, 1, { id: "7", name: "hobby" });
    expect(await make("merlin", { isAgain: true })).toEqual({ kind: "found", row: { id: "3", name: "merlin" } });
  });

  it("is carried out but not proved if the token may not list", async () => {
    const { make, state, rows } = createVendor();
    state.mayList = false;
    expect(await make("merlin")).toEqual({ kind: "lost", cause: lost, named: undefined });
    expect(rows).toHaveLength(2);
  });
});

describe("a burst of creations", () => {
  it("lists once", async () => {
    const { make, state } = createVendor();
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

describe("a certain failure", () => {
  it("is thrown unchanged", async () => {
    const creations = new Creations(() => new Date(0));
    const taken = new AccessError("already_exists", "POST /kites");
    const made = creations.make({ name: "x", list: async () => [], create: () => Promise.reject(taken) });
    await expect(made).rejects.toBe(taken);
  });

  it("of the list stops the creation before it is sent, and the next one lists again", async () => {
    const creations = new Creations(() => new Date(0));
    const down = new AccessError("endpoint_unreachable", "GET /kites");
    let sent = 0;
    const create = async () => (sent += 1);
    await expect(creations.make({ name: "x", list: () => Promise.reject(down), create })).rejects.toBe(down);
    expect(sent).toBe(0);
    expect(await creations.make({ name: "x", list: async () => [], create })).toMatchObject({ kind: "answered" });
  });
});
