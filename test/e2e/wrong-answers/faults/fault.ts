import type { Stage } from '../../support/stage.ts';

/** Makes it good again; does nothing where it is good already. */
export type Undo = () => Promise<unknown>;

/** Does something to a cluster. */
export type Fault = (stage: Stage) => Promise<Undo | void>;

export interface Undoing {
  readonly after: (undo: Undo) => void;
  /** The latest first, all of them, whatever happens; throws what went wrong. */
  readonly run: () => Promise<void>;
}

export const createUndoing = (): Undoing => {
  const undos: Undo[] = [];
  return {
    after: (undo) => void undos.push(undo),
    run: async () => {
      const errors: unknown[] = [];
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) await undo().catch((error: unknown) => errors.push(error));
      if (errors.length > 0) throw new AggregateError(errors, `could not undo: ${errors.map(String).join('; ')}`);
    },
  };
};
