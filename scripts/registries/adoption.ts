import { list, record } from "./forms.ts";
import type { Registry } from "./registry.ts";

/** What existing objects are written as, and how. */
export const adoptionRegistries: readonly Registry[] = [
  {
    path: "review/adopt/registry.gen.ts",
    parts: [
      {
        files: ["review/adopt/formats/*"],
        write: list("adoptionFormats", {
          exported: "format",
          type: { name: "AdoptionFormat", from: "./format.ts" },
          doc: "Every form in which existing objects can be written as code.",
        }),
      },
    ],
  },
  {
    path: "constructs/adoption/registry.gen.ts",
    parts: [
      {
        files: ["constructs/adoption/nouns/*"],
        write: record("nounWritings", {
          suffix: "Noun",
          type: { name: "NounWriting", from: "./writing.ts" },
          doc: "How objects of each noun are written with constructs; without an entry, they are written with L1.",
        }),
      },
      {
        files: ["constructs/adoption/vocabulary/{vendor}.ts"],
        isOptional: true,
        write: record("vendorWords", {
          exported: "words",
          type: { name: "VendorWords", from: "./writing.ts" },
          doc: "How each vendor's own words are written.",
        }),
      },
      {
        files: ["constructs/adoption/patterns/*"],
        write: list("patternWritings", {
          exported: "pattern",
          suffix: "Pattern",
          type: { name: "PatternWriting", from: "./patterns.ts" },
          doc: "Constructs that make several objects at once, tried in this order.",
        }),
      },
    ],
  },
];
