import type {
  ToldCause,
  ToldCounterexample,
  ToldGrant,
  ToldProof,
  ToldRemedy,
  ToldSubject,
} from "../report/review-report.ts";
import { describeUnplaced } from "../report/unplaced.ts";

/** A line and what is below it. */
export interface Line {
  readonly text: string;
  readonly below: readonly Line[];
}

/** How a form writes what comes from outside. */
export interface Writers {
  /** A sentence. */
  say(text: string): string;
  /** A name or an address. */
  name(text: string): string;
}

const mostShown = 10;

function listSome<T>(all: readonly T[], write: (one: T) => Line): readonly Line[] {
  const lines = all.slice(0, mostShown).map(write);
  return all.length > mostShown ? [...lines, { text: `and ${all.length - mostShown} more`, below: [] }] : lines;
}

const plain = (text: string): Line => ({ text, below: [] });

function writeSubject({ name, address }: ToldSubject, at: Writers): string {
  return address === null || address === name ? at.name(name) : `${at.name(name)} (${at.name(address)})`;
}

function writeCause({ address, type, attribute, happening, file, line }: ToldCause, at: Writers): string {
  const where = address === null ? describeUnplaced({ type, happening }) : at.name(address);
  const code = file === null ? "" : ` ${at.name(line === null ? file : `${file}:${line}`)}`;
  return `${where}${attribute === null ? "" : ` (${at.name(attribute)})`}${code}`;
}

function writeGrant({ says, because }: ToldGrant, at: Writers): string {
  return `${at.say(says)}: ${writeCause(because, at)}`;
}

/** What somebody has or could come to, after its name. */
function writeHas({ kind, to, isByRights, steps }: ToldCounterexample, at: Writers): string {
  const what = at.say(to);
  if (isByRights) return steps.length > 0 ? `can come to all that ${what} grants` : `has all that ${what} grants`;
  if (steps.length > 0) return `can come to ${what}`;
  return kind === "permission" ? `may ${what}` : kind === "role" ? `holds ${what}` : `has ${what}`;
}

function writeLines({ because, lines }: ToldCounterexample, at: Writers): readonly Line[] {
  if (lines.length > 0) {
    return [{ text: "It takes all of these", below: listSome(lines, (line) => plain(writeGrant(line, at))) }];
  }
  if (because.length === 0) return [];
  return [plain(`through ${because.map((cause) => writeCause(cause, at)).join(" -> ")}`)];
}

function writeExample(example: ToldCounterexample, at: Writers): Line {
  const { subject, isCertain, steps, like, doubts } = example;
  const what = `${writeSubject(subject, at)} ${writeHas(example, at)}`;
  if (like !== null) return plain(`${what}, in the way that ${at.name(like)} can, which holds the same`);
  const below = [
    ...steps.map(({ number, text, source, assumes }) => {
      const condition = assumes === null ? "" : `, if ${at.say(assumes)}`;
      return plain(`step ${number}: ${at.say(text)}${condition} (${at.say(source)})`);
    }),
    ...writeLines(example, at),
    ...doubts.map((doubt) => plain(at.say(doubt))),
  ];
  return { text: isCertain ? what : `It cannot be ruled out: ${what}`, below };
}

function writeLoss({ subject, rights }: ToldRemedy["takesAway"][number], at: Writers): Line {
  const texts = rights.slice(0, mostShown).map(({ text, selector, on }) => {
    const where = on === null ? "" : ` on ${at.name(on)}`;
    return `${at.say(text)}${selector === null ? "" : ` [${at.name(selector)}]`}${where}`;
  });
  const more = rights.length > mostShown ? `, and ${rights.length - mostShown} more` : "";
  return plain(`${writeSubject(subject, at)}: ${texts.join(", ")}${more}`);
}

function writeAdvice({ kind, isCertainOnly, grants, atLeast }: ToldRemedy): string {
  const aim = isCertainOnly ? "To prevent what is certain (it then still cannot be ruled out)" : "To prevent it";
  switch (kind) {
    case "smallest":
      return grants.length === 1
        ? `${aim}, take out one thing`
        : `${aim}, take out ${grants.length} things; fewer are not enough`;
    case "irreducible":
      return `${aim}, take out ${grants.length} things; each of them is needed, and no set of fewer than ${atLeast} is enough`;
    case "impossible":
      return "No line of this code gives it alone: it comes from what the code only looks up, or from the vendor itself";
    case "givenUp":
      return `What would prevent it was not found in time: it takes at least ${atLeast} ${atLeast === 1 ? "thing" : "things"}`;
  }
}

function writeRemedy(remedy: ToldRemedy, at: Writers): readonly Line[] {
  const { grants, takesAway, others } = remedy;
  const lines = [{ text: writeAdvice(remedy), below: listSome(grants, (grant) => plain(writeGrant(grant, at))) }];
  if (grants.length === 0) return lines;
  if (takesAway.length === 0) lines.push({ text: "This takes nothing else away", below: [] });
  else lines.push({ text: "This also takes away", below: listSome(takesAway, (loss) => writeLoss(loss, at)) });
  if (others.length === 0) return lines;
  const writeOther = (other: readonly ToldGrant[]) => plain(other.map((grant) => writeGrant(grant, at)).join("; and "));
  return [...lines, { text: "Or instead", below: listSome(others, writeOther) }];
}

const outcomes: Readonly<Record<ToldProof["outcome"], string>> = {
  proved: "proved",
  holds: "holds in what was given, and is not proved",
  refuted: "refuted",
  unproved: "not proved",
};

const advice = "To prove it, give what is missing as --context SNAPSHOT, or ask the vendor with --live";

/** A claim with what became of it, and why. */
export function writeProof(proof: ToldProof, at: Writers): Line {
  const { claim, outcome, subjects, counterexamples, remedy, gaps, limits } = proof;
  const head = `${outcomes[outcome]}: ${at.say(claim)}`;
  if (outcome === "proved" || outcome === "holds") {
    const about = listSome(subjects, (subject) => plain(writeSubject(subject, at)));
    const far = limits.map((limit) => plain(at.say(limit)));
    return {
      text: head,
      below: [
        { text: subjects.length === 1 ? "It is about" : `It is about ${subjects.length} subjects`, below: about },
        ...(outcome === "proved" ? [] : [{ text: advice, below: gaps.map((gap) => plain(at.say(gap))) }]),
        ...(far.length === 0 ? [] : [{ text: "As far as is known here", below: far }]),
      ],
    };
  }
  const examples = listSome(counterexamples, (example) => writeExample(example, at));
  const change =
    remedy === null ? [plain("Too many come to it to look for a smallest change")] : writeRemedy(remedy, at);
  return { text: head, below: [...examples, ...change] };
}
