/** What a run would have noticed: how enforcement may fail, and where that would turn one of its cells. */
export interface Assurance {
  /** Those that were asked for, without the canary's. */
  readonly cells: number;
  /** Sources and stand-ins. */
  readonly pods: number;
  /** Fault models that change at least one connection here; caught is one that a cell shows at one place at least. */
  readonly models: Share;
  /** A place is a rule, a peer, a port, a selector, a class of pods or a node where a model changes at least one connection. */
  readonly places: Share;
  readonly notCovered: readonly NotCovered[];
}

export interface Share {
  readonly caught: number;
  readonly of: number;
}

export interface NotCovered {
  /** `FM-EXCEPT:a` */
  readonly model: string;
  /** None where the model is not of a kind that a run could show. */
  readonly places: readonly string[];
  readonly because: string;
}
