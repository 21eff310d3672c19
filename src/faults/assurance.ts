/** What the cells of a run would notice, of all that could be wrong: asked of the engine, cell by cell. */
import type { Assurance, NotCovered } from '../model/assurance.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { Place } from './choose/choose.ts';
import { faultName } from './fault.ts';
import type { Fault } from './fault.ts';
import { faultsOfNode, unseenFaults } from './places.ts';
import { bend } from './under-fault.ts';
import type { Witness } from './witness.ts';

export interface AssuranceInput {
  readonly index: PolicyIndex;
  /** Where something would turn; of nodes one for each model, whichever node it may be. */
  readonly places: readonly Place[];
  /** Those on which the user's pods run, or ours could; with the reason why ours could not. */
  readonly nodes: readonly { readonly name: string; readonly unusable?: string }[];
  readonly witnesses: readonly Witness[];
  readonly cells: number;
  readonly pods: number;
}

export const assure = ({ index, places, nodes, witnesses, cells, pods }: AssuranceInput): Assurance => {
  const near = witnessesNear(witnesses);
  const judged = places.flatMap((place) => onEachNode(place, nodes)).map(({ fault, because }) => ({ fault, because, isCaught: near(fault).some(turnedBy(fault, index)) }));
  const caught = judged.filter((one) => one.isCaught);
  return {
    cells,
    pods,
    models: { caught: modelsIn(caught), of: modelsIn(judged) },
    places: { caught: caught.length, of: judged.length },
    notCovered: [...grouped(judged.filter((one) => !one.isCaught)), ...unseenFaults().map(({ because, ...fault }) => ({ model: faultName(fault), places: [], because }))],
  };
};

const modelsIn = (judged: readonly { readonly fault: Fault }[]): number => new Set(judged.map(({ fault }) => fault.model)).size;

interface Judged {
  readonly fault: Fault;
  readonly because: string;
}

const unshown = 'no cell of this run has its ends where that would show for sure';

/** Of some node becomes of each. */
const onEachNode = ({ fault, because = unshown }: Place, nodes: AssuranceInput['nodes']): Judged[] => {
  if (fault.kind === 'misread' || fault.per === 'class') return [{ fault, because }];
  return nodes.flatMap(({ name, unusable }) => faultsOfNode(name).filter((one) => faultName(one) === faultName(fault)).map((one) => ({ fault: one, because: unusable === undefined ? because : `no pod of ours can be there: it ${unusable}` })));
};

/** Faults that one namespace alone has to do with need not be asked of everybody. */
const witnessesNear = (witnesses: readonly Witness[]): ((fault: Fault) => readonly Witness[]) => {
  const asked = witnesses.filter(({ ofCanary }) => !ofCanary);
  const byNamespace = new Map<string, Witness[]>();
  for (const witness of asked) {
    const namespaces = new Set(witness.ends.flatMap(({ question: { source, target } }) => [source, target].flatMap((end) => (end.kind === 'pod' ? [end.namespace] : []))));
    for (const namespace of namespaces) byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), witness]);
  }
  return (fault) => (fault.namespace === undefined ? witnesses : (byNamespace.get(fault.namespace) ?? []));
};

/** Whether all of a cell comes out otherwise, for sure. */
export const turnedBy = (fault: Fault, index: PolicyIndex): ((witness: Witness) => boolean) => {
  const { verdict } = bend(fault, index);
  return ({ ends }) => ends.length > 0 && ends.every(({ question, decision }) => ![undefined, decision.verdict].includes(verdict(question, decision)));
};

const grouped = (missed: readonly Judged[]): NotCovered[] =>
  [...Map.groupBy(missed, ({ fault, because }) => JSON.stringify([faultName(fault), because])).values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ model: faultName(first.fault), places: own.map(({ fault }) => fault.place), because: first.because }];
  });
