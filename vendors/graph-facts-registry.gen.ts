// Made by `npm run generate`; edit what it is made from instead.
import type { GraphFacts } from "#access/model/statements/graph-facts.ts";
import { graph as arize } from "./arize/facts/graph.ts";
import { graph as bigeye } from "./bigeye/facts/graph.ts";
import { graph as inkit } from "./inkit/facts/graph.ts";
import { graph as signoz } from "./signoz/facts/graph.ts";

/** How each vendor decides about access. Apart from its facts, because the provider starts without it. */
export const graphFacts: { readonly [name: string]: GraphFacts } = { arize, bigeye, inkit, signoz };
