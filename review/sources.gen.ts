// Made by `npm run generate`; edit what it is made from instead.
import type { SourceFormat } from "./source.ts";
import { source as cdkStack } from "./sources/cdk-stack.ts";
import { source as plan } from "./sources/plan.ts";
import { source as rawState } from "./sources/raw-state.ts";
import { source as snapshot } from "./sources/snapshot.ts";
import { source as state } from "./sources/state.ts";

/** Every kind of document that says who has which access. */
export const sourceFormats: readonly SourceFormat[] = [cdkStack, plan, rawState, snapshot, state];
