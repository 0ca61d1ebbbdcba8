import { tryWorlds } from "/tmp/h-sound/test/soundness/support/trials.ts";
const [, , vendor = "", checks = "20000", seed = "1"] = process.argv;
const { worlds } = await import(`/tmp/h-sound/test/soundness/worlds/${vendor}.ts`);
const begin = performance.now();
const tally = await tryWorlds(worlds, Number(checks), Number(seed));
console.log(vendor, tally.worlds, "worlds", tally.checks, "checks", tally.allowed, "allowed", tally.undecided, "undecided", Math.round(performance.now() - begin), "ms");
if (process.argv[5]) for (const [p, c] of tally.probes) console.log(p, c);
for (const one of tally.disagreements.slice(0, 8)) console.log(one);
