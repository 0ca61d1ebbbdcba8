import { afterEach, describe, expect, it } from "vitest";
import { type ServedNoun, readSeed, servedNouns } from "../support/stack/nouns.ts";
import { type Run, Stack } from "../support/stack/stack.ts";
import { type Exchange, startVendorDouble, type VendorDouble } from "../support/stack/vendor-double.ts";

let double: VendorDouble;
afterEach(() => double.close());

/** Relations are the same whoever made them, a mapping is a part of a domain, and a regenerated secret is no new object. */
const creations = servedNouns.filter(
  ({ isRelation, type, vendor }) => !isRelation && type !== "role_mapping" && `${vendor} ${type}` !== "inkit key",
);

/** Objects that show no creation time: only their content tells those of others from ours. */
const untimed = new Set(["bigeye service_account", "bigeye role", "bigeye group", "bigeye member"]);

/** Objects that are sent with a name and nothing else: only their creation time tells those of others from ours. */
const unadorned = new Set(["signoz service_account"]);

/** A question is a POST too. */
function isCreation({ method, path }: Exchange): boolean {
  return method === "POST" && !/authz|check/.test(path);
}

async function open({ vendor }: ServedNoun): Promise<Stack> {
  double = await startVendorDouble(vendor, { seed: readSeed(vendor) });
  return new Stack({ vendor, endpoint: double.url, token: double.token });
}

/** How many things the example creates; its noun is the last one. */
async function countCreations(noun: ServedNoun): Promise<number> {
  const stack = await open(noun);
  const sent: string[] = [];
  double.intercept(async (exchange, act) => {
    if (isCreation(exchange)) sent.push(exchange.path);
    return act();
  });
  expect((await stack.apply(noun.example)).errors).toEqual([]);
  expect([...stack.state.keys()].at(-1)).toBe(noun.address);
  await double.close();
  return sent.length;
}

interface Beside {
  readonly run: Run;
  readonly stack: Stack;
  readonly theirs: string;
}

/**
 * Our request is lost before the vendor acts. Somebody else made a thing with its name after our list.
 * @param make has the vendor carry out what somebody else sent
 */
async function applyBeside(
  noun: ServedNoun,
  make: (exchange: Exchange) => Promise<{ status: number; text: string }>,
): Promise<Beside> {
  const last = await countCreations(noun);
  const stack = await open(noun);
  let sent = 0;
  let theirs = "";
  double.intercept(async (exchange, act) => {
    if (!isCreation(exchange)) return act();
    sent += 1;
    if (sent < last) return act();
    if (sent === last) {
      const made = await make(exchange);
      theirs = made.status < 300 ? made.text : "";
    }
    return "broken";
  });
  const run = await stack.apply(noun.example);
  double.intercept(undefined);
  expect(theirs, "somebody else's thing").not.toBe("");
  return { run, stack, theirs };
}

async function takeSnapshot(): Promise<string> {
  return (await double.mock.app.inject({ method: "GET", url: "/_mock/snapshot" })).payload;
}

/** Nothing is adopted, nothing revoked, and the user is told who has the name. */
async function expectUntouched({ address }: ServedNoun, { run, stack, theirs }: Beside): Promise<void> {
  const id = /"id":\s*"?([^",}]+)/.exec(theirs)?.[1] ?? "no id";
  expect(run.errors).toMatchObject([{ address, detail: expect.stringContaining(id) }]);
  expect(run.warnings.filter(({ summary }) => /revoked|was found|replaced/.test(summary))).toEqual([]);
  expect(stack.state.has(address)).toBe(false);
  expect(await takeSnapshot()).toContain(id);
}

/** The same request with another content under the same name. */
function alter(body: string): string {
  const names = new Set([
    "name",
    "email",
    "serviceAccountId",
    "key_type",
    "role",
    "organizations",
    "account_role",
    "roles",
  ]);
  const sent = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(sent).map(([name, value]) => {
    if (names.has(name) && !("email" in sent && name === "name")) return [name, value];
    if (typeof value === "number") return [name, value + 60];
    if (typeof value === "string")
      return [name, name === "baseRole" || name === "invite_mode" ? value : `${value} of theirs`];
    return [name, Array.isArray(value) && name !== "permissions" && name !== "rolePermissions" ? [] : value];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

const titleOf = ({ vendor, type }: ServedNoun): string => `${vendor} ${type}`;

describe("a thing that somebody else made between our list and our request", () => {
  it.each(creations.filter((noun) => !untimed.has(titleOf(noun))))(
    "is neither adopted nor revoked, even if it is the same: a $type of $vendor",
    async (noun) => {
      const make = async (exchange: Exchange) => {
        double.mock.clock.advance(-5_000);
        const made = await double.ask(exchange);
        double.mock.clock.advance(5_000);
        return made;
      };
      await expectUntouched(noun, await applyBeside(noun, make));
    },
  );

  it.each(creations.filter((noun) => !unadorned.has(titleOf(noun))))(
    "is neither adopted nor revoked if it has another content: a $type of $vendor",
    async (noun) => {
      const make = (exchange: Exchange) => double.ask({ ...exchange, body: alter(exchange.body) });
      await expectUntouched(noun, await applyBeside(noun, make));
    },
  );
});

it("is tried for several vendors and nouns, each in at least one way", () => {
  const titles = creations.map(titleOf);
  expect(titles.length).toBeGreaterThan(10);
  expect([...untimed].filter((title) => unadorned.has(title) || !titles.includes(title))).toEqual([]);
});
