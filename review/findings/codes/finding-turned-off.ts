import { defineFinding } from "../definition.ts";

export const finding = defineFinding({
  code: "LK809",
  name: "finding-turned-off",
  severity: "note",
  score: null,
  tells: "both",
  summary: "The policy turns off a finding that is an error",
  explanation:
    "Nobody is told of it, wherever it holds. So that this is not forgotten, each report says it, and how many there are now.",
  fix: "Give it another severity instead of `off`, or accept single ones with a reason and an end.",
  isAboutDecisions: true,
  isAboutKnowledge: true,
  find: ({ policy: { turnedOff } }) =>
    turnedOff.map(({ code, name, count }) => ({
      subject: null,
      address: null,
      about: [code],
      message: `The policy turns off ${code} ${name}: ${count === 0 ? "there is none now" : `${count} ${count === 1 ? "is" : "are"} not told`}.`,
      because: [],
      isIntroduced: false,
    })),
});
