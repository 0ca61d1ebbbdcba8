import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import { listObjects, type ObjectsPage } from "#vendors/shared/lists/list-objects.ts";
import { createRandom } from "../../soundness/support/random.ts";
import { Site } from "../../soundness/support/site.ts";
import type { MadeWorld, VendorWorlds } from "../../soundness/support/world.ts";

const objects = join(import.meta.dirname, "..", "objects");

/** What the worlds lack: a file of `test/lists/objects/VENDOR` exports a `seed` in the mock's form. */
async function loadObjects(vendor: string): Promise<readonly unknown[]> {
  const folder = join(objects, vendor);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return Promise.all(
    names.map(async (name) => ((await import(join(folder, name))) as { readonly seed: unknown }).seed),
  );
}

type AnyState = { readonly [attribute: string]: unknown };

/** One vendor's mock server on a socket, and the vendor's own code to speak to it. */
export class LiveSite {
  readonly site: Site;
  readonly vendor: Vendor;
  readonly #endpoint: string;

  private constructor(site: Site, vendor: Vendor, endpoint: string) {
    this.site = site;
    this.vendor = vendor;
    this.#endpoint = endpoint;
  }

  static async open(worlds: VendorWorlds): Promise<LiveSite> {
    const load = loadVendor[worlds.vendor];
    if (load === undefined) throw new Error(`there is no vendor ${worlds.vendor}`);
    const site = await Site.open(worlds);
    return new LiveSite(site, await load(), await site.listen());
  }

  /** A random world in place of what there was. */
  async fill(worlds: VendorWorlds, seed: number): Promise<MadeWorld> {
    await this.site.reset();
    const world = await worlds.create(this.site, createRandom(seed));
    for (const part of await loadObjects(worlds.vendor)) await this.site.seed(part);
    return world;
  }

  get nouns(): readonly ResourceDefinition[] {
    return Object.keys(this.vendor.facts.nouns).map(nounDefinition);
  }

  /** A new connection, which has read nothing yet. */
  connect(options: { readonly token?: string; readonly signal?: AbortSignal } = {}): Context<unknown> {
    const now = () => new Date(this.site.clock.now());
    const client = this.vendor.connect({
      endpoint: this.#endpoint,
      token: new Secret(options.token ?? this.site.token),
      requestTimeout: 10_000,
      maxRetries: 0,
      now,
      sleep: () => Promise.resolve(),
      trace: () => undefined,
    });
    const signal = options.signal ?? new AbortController().signal;
    return { client, facts: this.vendor.facts, now, signal, warn: () => undefined };
  }

  list(definition: ResourceDefinition, context: Context<unknown> = this.connect()): AsyncGenerator<ObjectsPage> {
    return listObjects({ vendor: this.vendor, definition, context });
  }

  /** As state has it after an import, without secrets; undefined if there is no such object. */
  async readAfterImport(
    definition: ResourceDefinition,
    state: AnyState,
    context: Context<unknown>,
  ): Promise<AnyState | undefined> {
    for (const parts of this.listImportParts(definition, state)) {
      const found = await this.#read(definition, parts, context);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #read(definition: ResourceDefinition, parts: AnyState, context: Context<unknown>) {
    const nulls = Object.fromEntries(Object.keys(definition.attributes).map((name) => [name, null]));
    const found = await this.vendor.resources[definition.type]?.read(context, { ...nulls, ...parts });
    if (found === undefined) return undefined;
    const whole: AnyState = { ...nulls, ...parts, ...found };
    const secrets = Object.keys(nulls).filter((name) => definition.attributes[name]?.facts.isSecret === true);
    return { ...whole, ...Object.fromEntries(secrets.map((name) => [name, null])) };
  }

  /** What the import ids of the object say, one for each form. */
  listImportParts(definition: ResourceDefinition, state: AnyState): readonly AnyState[] {
    const own = this.vendor.facts.nouns[definition.type]?.importForms;
    const forms = own ?? definition.importForms ?? [definition.importId.map((name) => `{${name}}`).join("/")];
    const named = forms.map((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name));
    const possible = named.filter((names) => names.every((name) => typeof state[name] === "string"));
    if (possible.length === 0) throw new Error(`nothing imports ${definition.type} ${JSON.stringify(state)}`);
    return possible.map((names) => Object.fromEntries(names.map((name) => [name, state[name]])));
  }
}

export async function collectObjects(pages: AsyncIterable<ObjectsPage>): Promise<ObjectsPage> {
  const objects: ObjectsPage["objects"][number][] = [];
  const gaps: ObjectsPage["gaps"][number][] = [];
  for await (const page of pages) {
    objects.push(...page.objects);
    gaps.push(...page.gaps);
  }
  return { objects, gaps };
}
