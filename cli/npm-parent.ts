/**
 * Whether npm or npx started this very command: `npx latchkey mock`, or a script such as `"mock": "latchkey mock"`. When npx is
 * killed, its shell dies with it and tells nobody. A command that a script put into the background lives on by intention.
 */
export function isStartedByNpm(environment: Readonly<Record<string, string | undefined>>): boolean {
  const script = environment["npm_lifecycle_script"] ?? "";
  // npx quotes the name of the command.
  return /^\s*(['"]?)latchkey\1(?:\s|$)/.test(script) && !script.includes("&");
}
