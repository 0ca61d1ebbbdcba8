import { existsSync } from "node:fs";
import { join } from "node:path";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { GraphFacts } from "#access/model/statements/graph-facts.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { type Example, writeExample } from "../access-model/example.ts";
import { listSayings } from "../access-model/sayings.ts";
import { writeNeed, writeSource, writeTable } from "../access-model/words.ts";
import type { GeneratedFile } from "../generate.ts";

const introduction = `# The access model

What Latchkey knows of how each vendor decides about access, and what each attribute means for it. [\`latchkey can\` and
\`latchkey who-can\`](can.md) answer from it, and so does the provider when it [compares](provider.md) what it grants with what its
token may do. The tables are made from the facts that these answers rest on. [The access graph](access-graph.md) says how
the answers are found.

## The words

- A **subject** is who may do something: a service account, a member, a group, a group of an identity provider, and everybody else who
  signs in through a domain. A key is no subject: whoever has it acts as its account.
- A **right** is a permission or a standing, at one place: a **scope**, such as a workspace, or the whole account.
- A **standing** is what no permission expresses. A vendor often tests whether somebody *is* an administrator, and not what they may do.
  Only a standing covers a standing: a custom role with every permission is no administrator.
- A **power** is something that its holder can do to come to more: create a key of an account and act as it, give a role, edit a role.
  One subject must have all that a power needs, because a request has one sender.
- **Inferred** is what follows from a vendor's pages, but is not written there. Each answer that rests on it says so.

## Two bounds

A file rarely says everything: ids are not known before an apply, and a vendor's console may hold what no code mentions. Every answer
therefore has two bounds.

- **Certainly** is what holds whatever the unknown turns out to be. A "yes" is always certain.
- **At most** is everything that could hold. A "no" is given only if nothing in it allows the action, and if the lists that could hold more
  are known to be complete.
- What lies between the two is "unknown", and the answer names what would tell.

An id is bounded by what its expression refers to. An id that nothing bounds may be that of any role, so at most it gives anything.
`;

function listStandings({ standings, roleStandings, groupStandings, unspelledRights }: GraphFacts) {
  return Object.entries(standings).map(([name, { says, source, isTop, includes = [] }]) => {
    const roles = Object.entries(roleStandings).filter(([, standing]) => standing === name);
    const groups = Object.entries(groupStandings).filter(([, standing]) => standing === name);
    const unspelled = Object.entries(unspelledRights).filter(([, all]) => all.includes(name));
    const has = [
      ...roles.map(([role]) => `role \`${role}\``),
      ...groups.map(([group]) => `group \`${group}\``),
      ...unspelled.map(([role]) => `role \`${role}\``),
    ];
    const covers = isTop === true ? "everything there" : includes.map((one) => `\`${one}\``).join(", ");
    return [`\`${name}\``, says, has.join(", "), covers, writeSource(source)];
  });
}

function listPowers({ powers }: GraphFacts): readonly (readonly string[])[] {
  return powers.map(({ name, needs, says, source, basis, assumes }) => {
    const basisWords = basis === "analogy" ? "by analogy" : basis;
    return [
      `\`${name}\``,
      needs.map(writeNeed).join(" and "),
      `${says.replaceAll(/\{(\w+)\}/g, "*$1*")}${assumes === undefined ? "" : `, if ${assumes}`}`,
      `${basisWords}, ${writeSource(source)}`,
    ];
  });
}

function listContains({ contains }: GraphFacts): readonly string[] {
  if (contains.length === 0) return [];
  const lines = contains.map(({ outer, inner, isCertain }) => {
    const article = /^[aeiou]/.test(outer) ? "an" : "a";
    return `- What holds on ${article} ${outer} holds on each ${inner} in it${isCertain ? "" : ", at most"}.`;
  });
  return ["**Scopes**", "", ...lines, ""];
}

function listManagedRoles({ permissions }: VendorFacts, { inferredRoles }: GraphFacts): readonly string[] {
  const names = Object.keys(permissions.managedRoles);
  if (names.length === 0) return [];
  const write = (name: string): string => `\`${name}\`${inferredRoles.includes(name) ? " (inferred)" : ""}`;
  return ["**Roles of the vendor's own whose permissions are known**", "", `${names.map(write).join(", ")}.`, ""];
}

const folder = join(import.meta.dirname, "..", "access-model", "examples");

/** `scripts/access-model/examples/VENDOR.ts`; undefined if there is none. */
async function loadExample(vendor: string): Promise<Example | undefined> {
  const path = join(folder, `${vendor}.ts`);
  return existsSync(path) ? ((await import(path)) as { readonly example: Example }).example : undefined;
}

async function writeVendor(vendor: VendorFacts, graph: GraphFacts): Promise<readonly string[]> {
  const example = await loadExample(vendor.name);
  const section = (title: string, table: readonly string[]): readonly string[] =>
    table.length === 0 ? [] : [`### ${title} (${vendor.title})`, "", ...table];
  return [
    `## ${vendor.title}`,
    "",
    ...graph.assumptions.map((one) => `- ${one}`),
    "",
    ...(example === undefined ? [] : section("Both bounds", writeExample(vendor.name, example))),
    ...section("What each attribute says", writeTable(["type", "attribute", "says"], listSayings(vendor, graph))),
    ...section(
      "Standings",
      writeTable(["standing", "who has it", "held by", "covers", "known from"], listStandings(graph)),
    ),
    ...section("Powers", writeTable(["power", "needs", "its holder", "known from"], listPowers(graph))),
    ...listContains(graph),
    ...listManagedRoles(vendor, graph),
  ];
}

/** What is known of how each vendor decides about access: `docs/access-model.md`. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const sections = await Promise.all(
    Object.values(vendorFacts).map(async (vendor) => {
      const graph = graphFacts[vendor.name];
      return graph === undefined ? [] : writeVendor(vendor, graph);
    }),
  );
  return [{ path: "docs/access-model.md", text: [introduction, ...sections.flat()].join("\n") }];
}
