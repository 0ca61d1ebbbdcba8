import { z } from "zod";
import { quoteLine } from "#access/schema/shown-text.ts";
import { Api } from "../api.ts";
import { type Conversation, type Host, type Place, requireVariable } from "../host.ts";

const comment = z.object({
  id: z.number().int().positive(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});

/** Who writes by the token that a workflow is given. */
const workflowAuthor = "github-actions[bot]";

/** @throws Error if the job is not one of a pull request */
function findNumber({ number, environment }: Place): number {
  const [, own] = /^refs\/pull\/(\d+)\//.exec(environment["GITHUB_REF"] ?? "") ?? [];
  if (number === undefined && own === undefined)
    throw new Error("GITHUB_REF is not that of a pull request. Give its number as --to.");
  return number ?? Number(own);
}

function findRepository(place: Place): string {
  const repository = requireVariable(place, "GITHUB_REPOSITORY", "give the repository as OWNER/NAME.");
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return repository;
  throw new Error(`GITHUB_REPOSITORY takes OWNER/NAME, and is ${quoteLine(repository, 200)}`);
}

function open(place: Place): Conversation {
  const token = requireVariable(place, "GITHUB_TOKEN", "give the job's token: ${{ github.token }}.");
  const issues = `/repos/${findRepository(place)}/issues`;
  const own = `${issues}/${findNumber(place)}/comments`;
  const { author = workflowAuthor } = place;
  const api = new Api({
    base: place.environment["GITHUB_API_URL"] ?? "https://api.github.com",
    variable: "GITHUB_API_URL",
    token,
    headers: { authorization: `Bearer ${token}`, "x-github-api-version": "2022-11-28" },
    advice: "The job needs the permission pull-requests: write, which jobs for forks do not get.",
  });
  return {
    async list() {
      const all = await api.sendForAll(own, comment);
      return all.flatMap(({ id, body, user }) => (user?.login === author ? [{ id, text: body ?? "" }] : []));
    },
    async create(text) {
      await api.send({ method: "POST", path: own, body: { body: text } }, comment);
    },
    async update(id, text) {
      await api.send({ method: "PATCH", path: `${issues}/comments/${id}`, body: { body: text } }, comment);
    },
  };
}

/** https://docs.github.com/en/rest/issues/comments */
export const github: Host = {
  name: "github",
  reads: "GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_REF, GITHUB_API_URL",
  longest: 65_536,
  isHere: (environment) => environment["GITHUB_ACTIONS"] === "true",
  open,
};
