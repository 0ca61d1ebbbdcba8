import { z } from "zod";
import { Api } from "../api.ts";
import { type Conversation, type Host, type Place, requireVariable } from "../host.ts";

const note = z.object({
  id: z.number().int().positive(),
  body: z.string().nullish(),
  author: z.object({ id: z.number() }).nullish(),
});

const holder = z.object({ id: z.number() });

/** A line that begins with a slash is a command to GitLab. */
function disarmCommands(text: string): string {
  return text.replaceAll(/^([ \t]*)\/(?=\w)/gm, String.raw`$1\/`);
}

function findNumber(place: Place, name: string): string {
  const says = "the job is not one of a merge request. Run it with rules for merge_request_event.";
  const text = requireVariable(place, name, says);
  if (/^\d+$/.test(text)) return text;
  throw new Error(`${name} is not a number`);
}

function open(place: Place): Conversation {
  const says =
    "give a project access token with the scope api, masked and not protected. CI_JOB_TOKEN cannot write notes.";
  const token = requireVariable(place, "GITLAB_TOKEN", says);
  const project = findNumber(place, "CI_MERGE_REQUEST_PROJECT_ID");
  const request = place.number ?? findNumber(place, "CI_MERGE_REQUEST_IID");
  const own = `/projects/${project}/merge_requests/${request}/notes`;
  const api = new Api({
    base: requireVariable(place, "CI_API_V4_URL", "give the address of the API, such as https://gitlab.com/api/v4."),
    variable: "CI_API_V4_URL",
    token,
    headers: { "private-token": token },
    advice: "GITLAB_TOKEN needs the scope api, and at least the role Reporter.",
  });
  return {
    async list() {
      const { id: author } = await api.send({ method: "GET", path: "/user" }, holder);
      const all = await api.sendForAll(own, note);
      return all.flatMap((one) => (one.author?.id === author ? [{ id: one.id, text: one.body ?? "" }] : []));
    },
    async create(text) {
      await api.send({ method: "POST", path: own, body: { body: disarmCommands(text) } }, note);
    },
    async update(id, text) {
      await api.send({ method: "PUT", path: `${own}/${id}`, body: { body: disarmCommands(text) } }, note);
    },
  };
}

/** https://docs.gitlab.com/api/notes/#merge-requests */
export const gitlab: Host = {
  name: "gitlab",
  reads: "GITLAB_TOKEN, CI_API_V4_URL, CI_MERGE_REQUEST_PROJECT_ID, CI_MERGE_REQUEST_IID",
  longest: 1_000_000,
  isHere: (environment) => environment["GITLAB_CI"] === "true",
  open,
};
