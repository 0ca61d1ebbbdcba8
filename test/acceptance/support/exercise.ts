import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { Values } from "#terraform/plugin/testing/terraform-json.ts";
import { headerOf, type VendorBench } from "./access.ts";

const examples = join(import.meta.dirname, "..", "..", "..", "examples", "terraform");

const stateFile = "terraform.tfstate";

/** What can be seen to work of a noun, in the order in which it is tried. */
const operations = ["create", "read", "update", "drift", "import", "import with an update", "delete"] as const;
export type Operation = (typeof operations)[number];

/** Changes to try, in HCL, until one of them is an update that the vendor is told of. */
const edits: Readonly<Record<string, readonly string[]>> = {
  key: ['name = "matrix-two"', 'keepers = { round = "two" }'],
  role_mapping: ['default_role = "signoz-editor"'],
  role: ['description = "As the matrix has it"', 'name = "Matrix two"'],
};
const otherEdits = ['name = "matrix-two"', 'name = "Matrix two"', 'email = "matrix.two@example.com"'];

/** What the noun is made with beside its example, so that there is something to change. */
const firstly: Readonly<Record<string, readonly string[]>> = {
  key: ['keepers = { round = "one" }'],
  member: ['deletion_policy = "delete"'],
};

interface Noun {
  readonly bench: VendorBench;
  readonly facts: VendorFacts;
  readonly definition: NounDefinition;
}

function textOf(path: string, vendor: string): string {
  return readFileSync(join(examples, path, `${vendor}.tf`), "utf8");
}

function addressIn(configuration: string, type: string): string {
  const [, name] = new RegExp(`^resource "access_${type}" "(\\w+)"`, "m").exec(configuration) ?? [];
  if (name === undefined) throw new Error(`the example of ${type} makes none`);
  return `access_${type}.${name}`;
}

function override(address: string, lines: readonly string[]): string {
  const [type, name] = address.split(".");
  return lines.length === 0 ? "" : `resource "${type}" "${name}" {\n  ${lines.join("\n  ")}\n}\n`;
}

function importIds({ facts, definition }: Noun, values: Values): readonly string[] {
  const own = facts.nouns[definition.type]?.importForms ?? definition.importForms;
  const forms = own ?? [definition.importId.map((name) => `{${name}}`).join("/")];
  return (
    forms
      .map((form) => form.replaceAll(/\{(.+?)\}/g, (_, name: string) => String(values[toSnakeCase(name)])))
      // An id may begin with what stands before it in the form.
      .map((id) => id.replace(/^([^/]+\/)\1/, "$1"))
      .filter((id) => !id.includes("null"))
  );
}

/** Plans a look-up's example; whether the vendor was asked for it. */
export async function looksUp({ mock, workspace }: VendorBench, type: string, vendor: string): Promise<boolean> {
  await workspace.write(headerOf(vendor) + textOf(`data-sources/${type}`, vendor));
  await mock.forgetRequests();
  await workspace.must("plan", "-no-color", "-input=false");
  return (await mock.requests()).some(({ method, status }) => method === "GET" && status === 200);
}

/** Everything that is tried of one noun of one vendor, on its example: what of it was seen to work. */
export class Exercise {
  readonly #noun: Noun;
  readonly #address: string;
  readonly #configuration: string;
  readonly #edits: readonly string[];
  readonly #seen = new Set<Operation>();
  #lines: readonly string[];
  /** Which of the forms of its import id was taken. */
  #form = 0;

  constructor(noun: Noun) {
    const { facts, definition } = noun;
    this.#noun = noun;
    const { type } = definition;
    const example = textOf(`resources/${type}`, facts.name);
    this.#address = addressIn(example, type);
    this.#lines = firstly[type] ?? [];
    this.#edits = edits[type] ?? otherEdits;
    // A binding can be given another role where there is another.
    const role = type === "role_binding" ? textOf("resources/role", facts.name) : "";
    if (role !== "") this.#edits = [`role_id = ${addressIn(role, "role")}.id`];
    this.#configuration = headerOf(facts.name) + example + role;
  }

  async run(): Promise<readonly Operation[]> {
    await this.#create();
    const isChangeSeen = await this.#update();
    await this.#import();
    const seen = [isChangeSeen, await this.#delete()].filter((isSeen) => isSeen !== undefined);
    if (seen.length > 0 && seen.every(Boolean)) this.#seen.add("drift");
    return operations.filter((operation) => this.#seen.has(operation));
  }

  get #workspace() {
    return this.#noun.bench.workspace;
  }

  async #write(lines: readonly string[] = this.#lines): Promise<void> {
    await this.#workspace.write(this.#configuration);
    await this.#workspace.writeText("edited_override.tf", override(this.#address, lines));
  }

  /** How often the vendor was asked meanwhile, by whether it was told to change something. */
  async #asked(work: () => Promise<unknown>): Promise<{ readonly reads: number; readonly writes: number }> {
    const { mock } = this.#noun.bench;
    await mock.forgetRequests();
    await work();
    const answered = (await mock.requests()).filter(({ status }) => status >= 200 && status < 300);
    const reads = answered.filter(({ method }) => method === "GET").length;
    return { reads, writes: answered.length - reads };
  }

  async #settled(): Promise<number> {
    let left: object = {};
    const { reads } = await this.#asked(async () => (left = await this.#workspace.plan()));
    const known = JSON.stringify(left);
    if (known !== "{}") throw new Error(`${this.#address}: the plan after an apply is not empty: ${known}`);
    return reads;
  }

  async #apply(): Promise<void> {
    await this.#workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
  }

  async #values(): Promise<Values> {
    const values = (await this.#workspace.state())[this.#address];
    if (values === undefined) throw new Error(`${this.#address} is not in the state`);
    return values;
  }

  async #create(): Promise<void> {
    await this.#write();
    const { writes } = await this.#asked(() => this.#apply());
    await this.#values();
    if (writes > 0) this.#seen.add("create");
    if ((await this.#settled()) > 0) this.#seen.add("read");
  }

  /**
   * Updates it; whether that is seen as drift by a state from before. Undefined where nothing can be updated, and of a
   * key that was rotated: it has a successor, and may itself go on as it was.
   */
  async #update(): Promise<boolean | undefined> {
    const before = this.#lines;
    const state = await this.#keptState();
    const { id } = await this.#values();
    for (const line of this.#edits) {
      const lines = [...before.filter((other) => other.split(" ")[0] !== line.split(" ")[0]), line];
      await this.#write(lines);
      const { code } = await this.#workspace.run("plan", "-no-color", "-input=false");
      if (code !== 0 || (await this.#workspace.plan())[this.#address] !== "update") continue;
      this.#lines = lines;
      const { writes } = await this.#asked(() => this.#apply());
      await this.#settled();
      if (writes === 0) continue;
      this.#seen.add("update");
      if ((await this.#values())["id"] !== id) return undefined;
      await this.#write(before);
      const isSeen = await this.#isDrift(state);
      await this.#write();
      await this.#settled();
      return isSeen;
    }
    await this.#write();
    return undefined;
  }

  async #keptState(): Promise<string> {
    return readFile(join(this.#workspace.folder, stateFile), "utf8");
  }

  /** Whether a plan from an earlier state sees what became of the thing since. The state stays as it is. */
  async #isDrift(earlier: string): Promise<boolean> {
    const now = await this.#keptState();
    await this.#workspace.writeText(stateFile, earlier);
    const isSeen = this.#address in (await this.#workspace.plan());
    await this.#workspace.writeText(stateFile, now);
    return isSeen;
  }

  async #takes(id: string): Promise<boolean> {
    const { code } = await this.#workspace.run("import", this.#address, id);
    return code === 0;
  }

  async #import(): Promise<void> {
    const values = await this.#values();
    await this.#workspace.must("state", "rm", this.#address);
    const ids = importIds(this.#noun, values);
    for (this.#form = 0; this.#form < ids.length; this.#form += 1) {
      if (await this.#takes(ids[this.#form] ?? "")) break;
    }
    const { writes } = await this.#asked(() => this.#apply());
    await this.#settled();
    if (this.#form === ids.length || (await this.#values())["id"] !== values["id"]) return;
    this.#seen.add(writes === 0 ? "import" : "import with an update");
  }

  /**
   * Destroys it while what it belongs to is still there: what is gone cannot be imported. Whether that is seen as drift
   * by a state from before. Undefined where the vendor does not let it be destroyed as it is.
   */
  async #delete(): Promise<boolean | undefined> {
    const state = await this.#keptState();
    const values = await this.#values();
    let code = 0;
    const destroy = ["destroy", "-no-color", "-auto-approve", `-target=${this.#address}`];
    const { writes } = await this.#asked(async () => ({ code } = await this.#workspace.run(...destroy)));
    if (code !== 0) {
      await this.#write([]);
      await this.#apply();
      await this.#workspace.destroy();
      return undefined;
    }
    const { [this.#form]: id } = importIds(this.#noun, values);
    if (writes > 0 && id !== undefined && !(await this.#takes(id))) this.#seen.add("delete");
    await this.#workspace.run("state", "rm", this.#address);
    const isSeen = await this.#isDrift(state);
    await this.#workspace.destroy();
    await this.#workspace.remove("edited_override.tf");
    return isSeen;
  }
}
