import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Cause } from "#access/model/statements/instance.ts";
import type { Waiver } from "../waivers/waiver.ts";
import type { FoundObject, Severity } from "./definition.ts";

/** The subject of a finding, for a waiver. */
export interface WaivedSubject {
  /** Its address, else the vendor's id of it, else its name; null for a finding about nobody. */
  readonly text: string | null;
  /** False if a waiver leaves it out: the finding is about nobody, or whoever it is changes nothing about it. */
  readonly isNeeded: boolean;
}

/** Something that a reviewer wants to know, at one place. */
export interface Found {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly address: string | null;
  readonly subject: NodeId | null;
  readonly graph: Graph;
  readonly because: readonly Cause[];
  /** What lives or lived at the vendor; null for what is not about drift. */
  readonly object: FoundObject | null;
  readonly isIntroduced: boolean;
  /** Equal for the same finding in two runs, whatever line of code it is at. */
  readonly fingerprint: string;
  /** How a waiver names whom it is about. */
  readonly waivedSubject: WaivedSubject;
  /** False for what is said of the waivers themselves. */
  readonly isWaivable: boolean;
  /** The waiver by which somebody accepts it; null if nobody does. */
  readonly waived: Waiver | null;
}
