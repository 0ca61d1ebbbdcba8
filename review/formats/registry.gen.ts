// Made by `npm run generate`; edit what it is made from instead.
import type { ReviewFormat } from "./definition.ts";
import { format as codequality } from "./kinds/codequality.ts";
import { format as github } from "./kinds/github.ts";
import { format as html } from "./kinds/html.ts";
import { format as json } from "./kinds/json.ts";
import { format as junit } from "./kinds/junit.ts";
import { format as markdown } from "./kinds/markdown.ts";
import { format as sarif } from "./kinds/sarif.ts";
import { format as text } from "./kinds/text.ts";

/** Every form in which a review can be written. */
export const reviewFormats: readonly ReviewFormat[] = [codequality, github, html, json, junit, markdown, sarif, text];
