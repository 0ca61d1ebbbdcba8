import type { DriftReport } from "./drift-report.ts";

function count(amount: number, word: string, words = `${word}s`): string {
  return `${amount} ${amount === 1 ? word : words}`;
}

/** How much of what could be read is in code, with what is counted. */
export function writeCoverage({ coverage }: Pick<DriftReport, "coverage">): string {
  const { managed, unmanaged, percent } = coverage;
  if (percent === null) return "nothing that code could manage was found";
  return `coverage ${percent} %: ${managed} of ${count(managed + unmanaged, "object")} that could be read`;
}

/** The whole report in one line. What was out of sight is never in sync. */
export function writeDriftLine(report: DriftReport): string {
  const { counts, complete, inSync, blind } = report;
  const { changed, missing, unmanaged, notApplied, other } = counts;
  const parts = [
    ...(changed === 0 ? [] : [`${changed} changed outside`]),
    ...(missing === 0 ? [] : [`${missing} missing`]),
    ...(unmanaged === 0 ? [] : [`${unmanaged} unmanaged`]),
    ...(other === 0 ? [] : [count(other, "other difference")]),
    ...(notApplied === 0 ? [] : [`${notApplied} not applied`]),
  ];
  const isSame = parts.length === 0;
  const head = inSync ? "In sync" : isSame ? "No difference, as far as could be seen" : `Drift: ${parts.join(", ")}`;
  const end = complete ? [] : [`incomplete: ${count(blind.length, "part")} not looked at`];
  return [head, writeCoverage(report), ...end].join(" · ");
}
