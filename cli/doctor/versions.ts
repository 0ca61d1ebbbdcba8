import manifest from "../../package.json" with { type: "json" };

/** The oldest Node that runs what ships, such as `20.19`. */
export const oldestNode = manifest.engines.node.replace(">=", "");

/** The numbers that a version begins with; undefined for another text. */
export function parseVersion(text: string): readonly [number, number, number] | undefined {
  const [, major, minor, patch = "0"] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text.trim()) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** Whether `version` comes before `least`; false if either is no version. */
export function isOlder(version: string, least: string): boolean {
  const left = parseVersion(version);
  const right = parseVersion(least);
  if (left === undefined || right === undefined) return false;
  const index = left.findIndex((part, place) => part !== right[place]);
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0);
}
