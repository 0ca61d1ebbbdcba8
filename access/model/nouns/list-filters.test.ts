import { describe, expect, it } from "vitest";
import { defineNounFacts } from "../vendors/facts.ts";
import { createFacts } from "../vendors/testing/vendor-facts.ts";
import { defineResource } from "../../schema/definition.ts";
import { emailAddress, instant, set, text } from "../../schema/types.ts";
import { unknown } from "../../schema/unknown.ts";
import { createListFilter, declareList, findListErrors } from "./list-filters.ts";

const ticket = defineResource({
  type: "ticket",
  summary: "A ticket.",
  importId: ["id"],
  endsAt: "validUntil",
  isUsed: true,
  attributes: {
    id: text.computed("Id."),
    name: text.required("Name."),
    trainId: text.required("Train.").refersTo("night_train"),
    stopIds: set(text).optional("Stops.").refersTo("stop"),
    validUntil: instant.optional("End."),
  },
});

const guest = defineResource({
  type: "guest",
  summary: "A guest.",
  importId: ["id"],
  attributes: { id: text.computed("Id."), email: emailAddress.required("Address.") },
});

const now = new Date("2031-05-01T00:00:00Z");
const state = { id: "t-1", name: "Noctule", trainId: "n-7", stopIds: null, validUntil: null };
const nothing = { trainId: null, namePrefix: null, unusedFor: null, includeExpired: null };

describe("the arguments of a list", () => {
  it("follow from the definition", () => {
    const { type, attributes } = declareList(ticket);
    expect(type).toBe("ticket");
    expect(Object.keys(attributes)).toEqual(["trainId", "namePrefix", "unusedFor", "includeExpired"]);
    expect(attributes["trainId"]?.facts.doc).toBe("Only those of the night train with this id.");
    expect(Object.keys(declareList(guest).attributes)).toEqual(["emailPrefix"]);
  });

  it("fail to be declared if two of them have one name", () => {
    const twin = { ...ticket, attributes: { ...ticket.attributes, namePrefix: text.optional("P.").refersTo("p") } };
    expect(() => declareList(twin)).toThrow(/two arguments namePrefix/);
  });

  it.each([
    { name: "nothing is asked", config: {}, given: {}, want: "fits" },
    { name: "it refers to that one", config: { trainId: "n-7" }, given: {}, want: "fits" },
    { name: "it refers to another one", config: { trainId: "n-8" }, given: {}, want: "differs" },
    { name: "its name begins so", config: { namePrefix: "Noc" }, given: {}, want: "fits" },
    { name: "its name begins otherwise", config: { namePrefix: "noc" }, given: {}, want: "differs" },
    { name: "it has no name", config: { namePrefix: "Noc" }, given: { state: { name: null } }, want: "differs" },
    { name: "it has ended", config: {}, given: { state: { validUntil: "2031-04-30T23:59:59Z" } }, want: "differs" },
    { name: "it ends later", config: {}, given: { state: { validUntil: "2031-05-01T00:00:01Z" } }, want: "fits" },
    {
      name: "it has ended, and that is asked for",
      config: { includeExpired: true },
      given: { state: { validUntil: "2030-01-01T00:00:00Z" } },
      want: "fits",
    },
    {
      name: "it was used not long ago",
      config: { unusedFor: "30d" },
      given: { traces: { lastUsedAt: "2031-04-02T00:00:00Z" } },
      want: "differs",
    },
    {
      name: "it was used long ago",
      config: { unusedFor: "30d" },
      given: { traces: { lastUsedAt: "2031-03-31T00:00:00Z" } },
      want: "fits",
    },
    {
      name: "it is new and was never used",
      config: { unusedFor: "30d" },
      given: { traces: { lastUsedAt: null, createdAt: "2031-04-30T00:00:00Z" } },
      want: "differs",
    },
    {
      name: "it is old and was never used",
      config: { unusedFor: "30d" },
      given: { traces: { lastUsedAt: null, createdAt: "2031-01-01T00:00:00Z" } },
      want: "fits",
    },
    { name: "it was never used", config: { unusedFor: "30d" }, given: { traces: { lastUsedAt: null } }, want: "fits" },
    { name: "nobody tells its last use", config: { unusedFor: "30d" }, given: {}, want: "untold" },
    {
      name: "nobody tells its last use, and it is of another one",
      config: { unusedFor: "30d", trainId: "n-8" },
      given: {},
      want: "differs",
    },
  ])("are answered: $name", ({ config, given, want }) => {
    const object = { state: { ...state, ...given.state }, traces: given.traces ?? {} };
    expect(createListFilter(ticket, { ...nothing, ...config }, now)(object)).toBe(want);
  });

  it("take addresses that differ in case for one", () => {
    const fits = createListFilter(guest, { emailPrefix: "ADA@" }, now);
    expect(fits({ state: { email: "ada@example.com" }, traces: {} })).toBe("fits");
  });
});

describe("an argument that a vendor's lists cannot answer", () => {
  const rules = { attributes: { trainId: { unsupported: "Go on foot." } } };
  const facts = createFacts({ title: "Dawn", nouns: { ticket: defineNounFacts(ticket, rules) } });
  const untelling = createFacts({
    title: "Dusk",
    nouns: { ticket: defineNounFacts(ticket, { attributes: {}, untold: ["trainId"] }) },
  });

  it("fails with what to do instead", () => {
    const [error, ...others] = findListErrors(ticket, { ...nothing, trainId: "n-7" }, facts);
    expect(others).toEqual([]);
    expect(error).toMatchObject({
      code: "unsupported",
      path: ["trainId"],
      message: "Dawn does not support `train_id` in a list.",
      advice: "Go on foot.",
    });
  });

  it("fails if no list tells it", () => {
    const [error] = findListErrors(ticket, { ...nothing, trainId: "n-7" }, untelling);
    expect(error?.message).toBe("Dusk does not tell `train_id` in a list, so `train_id` would find nothing.");
  });

  it("fails for what only another vendor has", () => {
    const owned = { ...ticket, owners: { trainId: "Dawn" } };
    const [error] = findListErrors(owned, { ...nothing, trainId: "n-7" }, untelling);
    expect(error?.message).toContain("only Dawn does");
  });

  it("is no error if it is not set, or not known yet", () => {
    for (const trainId of [null, unknown]) expect(findListErrors(ticket, { ...nothing, trainId }, facts)).toEqual([]);
  });
});
