// `npm run bench [start|terraform|refresh|memory|synth|policies|require|types|graph|mock|review|review-page|adopt|drift|pages …]`: the speed bars, each a ratio of two things measured in one run.
import { benchAdopt } from "./adopt.ts";
import { benchDrift } from "./drift.ts";
import { benchGraph } from "./graph.ts";
import { benchMemory } from "./memory.ts";
import { benchMock } from "./mock.ts";
import { benchPages } from "./pages.ts";
import { benchPolicies } from "./policies.ts";
import { benchRefresh } from "./refresh.ts";
import { benchRequire } from "./require.ts";
import { benchReview } from "./review.ts";
import { benchReviewPage } from "./review-page.ts";
import { benchStart } from "./start.ts";
import { benchSynth } from "./synth.ts";
import { benchTerraform } from "./terraform.ts";
import { benchTypes } from "./types.ts";

const benches: Readonly<Record<string, () => Promise<void>>> = {
  start: benchStart,
  terraform: benchTerraform,
  refresh: benchRefresh,
  memory: benchMemory,
  synth: benchSynth,
  require: benchRequire,
  types: benchTypes,
  policies: benchPolicies,
  graph: benchGraph,
  mock: benchMock,
  review: benchReview,
  "review-page": benchReviewPage,
  adopt: benchAdopt,
  drift: benchDrift,
  pages: benchPages,
};

const wanted = process.argv.slice(2);
const strange = wanted.filter((name) => benches[name] === undefined);
if (strange.length > 0) throw new Error(`no bench is named ${strange.join(", ")}: ${Object.keys(benches).join(", ")}`);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
