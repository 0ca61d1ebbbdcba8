import { readSeed, type ServedNoun } from "./nouns.ts";
import { type Run, Stack } from "./stack.ts";
import { type Exchange, startVendorDouble, type VendorDouble } from "./vendor-double.ts";

/** One step in the life of a resource: two configurations, and what is sent from one to the other. */
export interface Step {
  readonly title: "create" | "update" | "rotate" | "delete";
  readonly before: string;
  readonly after: string;
  /** The routes of the requests that change something, such as `POST /v2/roles`, in their order. */
  readonly writes: readonly string[];
}

/** Lines to change, of which the first one is taken that is an update and that the vendor is told of. */
const edits = [
  'description = "As it is after the update"',
  'name = "after-the-update"',
  'name = "After the update"',
  'idp_groups = ["after-the-update"]',
  'default_role = "signoz-editor"',
];

/** A question is a POST too. */
export function isWrite({ method, path }: Exchange): boolean {
  return method !== "GET" && !/authz|check/.test(path);
}

/** The route of a request: ids become `{id}`. */
export function toRoute(vendor: string, { method, path }: Pick<Exchange, "method" | "path">): string {
  const segments = path.slice(vendor.length + 1).split("/");
  const isWord = (segment: string): boolean => segment === "" || /^(?:v\d|[a-z][a-z_-]*)$/.test(segment);
  return `${method} ${segments.map((segment) => (isWord(segment) ? segment : "{id}")).join("/")}`;
}

function blockOf({ example, address }: Pick<ServedNoun, "example" | "address">): string {
  const [type = "", label = ""] = address.split(".");
  const block = new RegExp(String.raw`resource "${type}" "${label}" \{\n[\s\S]*?\n\}\n`).exec(example)?.[0];
  if (block === undefined) throw new Error(`${address} is not in its example`);
  return block;
}

function setLine(block: string, line: string): string {
  const name = line.split(" ")[0] ?? "";
  const others = block.replace(new RegExp(String.raw`^  ${name} +=.*\n`, "m"), "");
  return others.replace("{\n", `{\n  ${line}\n`);
}

/** A vendor's mock, and the life of one noun on it. */
export class Life {
  readonly noun: ServedNoun;
  readonly double: VendorDouble;
  readonly stack: Stack;

  private constructor(noun: ServedNoun, double: VendorDouble) {
    const { vendor } = noun;
    this.noun = noun;
    this.double = double;
    this.stack = new Stack({ vendor, endpoint: double.url, token: double.token });
  }

  static async open(noun: ServedNoun): Promise<Life> {
    return new Life(noun, await startVendorDouble(noun.vendor, { seed: readSeed(noun.vendor) }));
  }

  async close(): Promise<void> {
    await this.double.close();
  }

  /** Applies without faults. @throws if there is an error */
  async must(configuration: string): Promise<Run> {
    this.double.intercept(undefined);
    const run = await this.stack.apply(configuration);
    if (run.errors.length > 0) throw new Error(`${this.noun.address}: ${run.errors[0]?.detail ?? ""}`);
    return run;
  }

  async #listWrites(configuration: string): Promise<readonly string[]> {
    const writes: string[] = [];
    this.double.intercept(async (exchange, act) => {
      if (isWrite(exchange)) writes.push(toRoute(this.noun.vendor, exchange));
      return act();
    });
    const { errors } = await this.stack.apply(configuration);
    this.double.intercept(undefined);
    return errors.length > 0 ? [] : writes;
  }

  async #step(title: Step["title"], before: string, after: string): Promise<Step> {
    const restore = await this.save();
    await this.must(before);
    const step = { title, before, after, writes: [...new Set(await this.#listWrites(after))] };
    await restore();
    return step;
  }

  /** Everything that happens to a resource of the noun. */
  async listSteps(): Promise<readonly Step[]> {
    const { noun, stack } = this;
    const plain = noun.example.replaceAll(/output "\w+" \{[\s\S]*?\n\}\n/g, "");
    const block = blockOf({ ...noun, example: plain });
    const without = plain.replace(block, "");
    const own = noun.type === "key" ? setLine(block, 'keepers = { round = "one" }') : block;
    const example = plain.replace(block, own);
    const steps = [await this.#step("create", without, example)];
    const restore = await this.save();
    await this.must(example);
    for (const edit of edits) {
      const edited = plain.replace(block, setLine(own, edit));
      const run = await stack.plan(edited);
      // A key that is rotated by an edit is tried below.
      if (run.errors.length > 0 || run.did[noun.address] !== "update") continue;
      const step = await this.#step("update", example, edited);
      if (step.writes.length === 0 || step.writes.some((write) => steps[0]?.writes.includes(write))) continue;
      steps.push(step);
      break;
    }
    await restore();
    if (noun.type === "key") {
      const rotated = plain.replace(block, setLine(block, 'keepers = { round = "two" }'));
      steps.push(await this.#step("rotate", example, rotated));
    }
    steps.push(await this.#step("delete", example, without));
    return steps.filter(({ writes }) => writes.length > 0);
  }

  /** Keeps what the vendor and the state have now, and returns what brings it back. */
  async save(): Promise<() => Promise<void>> {
    const { payload } = await this.double.mock.app.inject({ method: "GET", url: "/_mock/snapshot" });
    const state = new Map(this.stack.state);
    return async () => {
      const { statusCode, body } = await this.double.mock.app.inject({
        method: "PUT",
        url: "/_mock/snapshot",
        payload,
      });
      if (statusCode >= 300) throw new Error(`the snapshot cannot be restored: ${body}`);
      this.stack.state.clear();
      for (const [address, kept] of state) this.stack.state.set(address, kept);
    };
  }

  /** How many live things of each kind the vendor has. */
  async count(): Promise<Readonly<Record<string, number>>> {
    const { payload } = await this.double.mock.app.inject({ method: "GET", url: "/_mock/snapshot" });
    const counts: Record<string, number> = {};
    collectTables(JSON.parse(payload), "", counts);
    return counts;
  }
}

function isLive(row: unknown): boolean {
  const { status } = (row ?? {}) as { readonly status?: unknown };
  return status !== "deleted" && status !== "REVOKED";
}

// The bot of a key that was revoked stays in Arize, with its memberships.
const uncounted = /audit|session|token|journal|arize\/(?:users|organization-members|space-members)/i;

/** Counts the rows of each table in a snapshot, whatever its form is. */
function collectTables(value: unknown, path: string, counts: Record<string, number>): void {
  if (uncounted.test(path)) return;
  if (Array.isArray(value)) {
    counts[path] = value.filter(isLive).length;
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) collectTables(inner, `${path}/${name}`, counts);
}
