import { defineFinding } from "../definition.ts";
import { createRemarkMatter, listRemarks } from "../shared/remarks.ts";

export const finding = defineFinding({
  code: "LK901",
  name: "not-looked-at",
  severity: "warning",
  score: null,
  tells: "both",
  summary: "A part of the change could not be looked at",
  explanation:
    "The report says nothing about this part: neither that it changes something nor that it does not. It is new if the part is of something that the change makes or alters. With `--require-complete` the exit code is then 1.",
  fix: "Do what the message says. Where no token is told it, look at this part by hand, and leave out `--require-complete`.",
  isAboutKnowledge: true,
  find(change) {
    const { blind, remarks } = change;
    // Each of those is a finding of its own.
    const said = new Set(remarks.map(({ sentence }) => sentence));
    const others = blind.filter((sentence) => !said.has(sentence));
    return [
      ...listRemarks(change, "unread"),
      ...others.map((sentence) => createRemarkMatter({ kind: "unread", address: null, sentence })),
    ];
  },
});
