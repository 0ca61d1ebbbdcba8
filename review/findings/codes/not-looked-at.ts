import { defineFinding } from "../definition.ts";

export const finding = defineFinding({
  code: "LK901",
  name: "not-looked-at",
  severity: "warning",
  score: null,
  tells: "both",
  summary: "A part of the change could not be looked at",
  explanation:
    "The report says nothing about this part: neither that it changes something nor that it does not. With `--require-complete` the exit code is then 1.",
  fix: "Do what the message says, or look at this part by hand.",
  isAboutKnowledge: true,
  find({ blind, remarks }) {
    // Each of those is a finding of its own.
    const said = new Set(remarks.map(({ sentence }) => sentence));
    return blind
      .filter((sentence) => !said.has(sentence))
      .map((sentence) => ({
        subject: null,
        address: null,
        about: [sentence],
        message: sentence,
        because: [],
        isIntroduced: false,
      }));
  },
});
