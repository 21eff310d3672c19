/** Findings as Events of Kubernetes, where those look who watch a namespace. */
import type { CellResult, RunReport } from '../../model/report.ts';
import type { PolicyDecider } from '../../model/verdict.ts';
import { plain } from '../paint.ts';

/** What an Event is about. */
export interface Regarding {
  readonly apiVersion: string;
  readonly kind: 'NetworkPolicy' | 'Namespace';
  readonly namespace: string;
  readonly name: string;
}

export interface FindingEvent {
  readonly name: string;
  readonly namespace: string;
  readonly type: 'Normal' | 'Warning';
  /** In CamelCase, as `Leak`. */
  readonly reason: string;
  readonly note: string;
  readonly regarding: Regarding;
}

/** The API server takes no longer note (events.k8s.io/v1). */
const longestNote = 1024;

/** A cluster that enforces nothing has as many findings as cells. */
export const mostEvents = 100;

/** Of findings in a known namespace, the gravest first; at most {@link mostEvents}. */
export const eventsOf = (report: RunReport): FindingEvent[] => {
  const cells = new Map(report.cells.map((result) => [result.cell.id, result]));
  return report.findings
    .flatMap((finding) => {
      const regarding = regardingOf(cells.get(finding.cell));
      return regarding === undefined ? [] : [{ finding, regarding }];
    })
    .slice(0, mostEvents)
    .map(({ finding: { kind, message }, regarding }, index) => ({
      name: `netproof-${report.run}-${index + 1}`,
      namespace: regarding.namespace,
      type: kind === 'vacuous' ? 'Normal' : 'Warning',
      reason: camelCase(kind),
      note: shortened(plain(message)),
      regarding,
    }));
};

/** The policy that decides and is not heeded; or the namespace that the packets came from. */
const regardingOf = (found: CellResult | undefined): Regarding | undefined => {
  const decider = found?.policy?.deciders.find((one): one is PolicyDecider => one.kind === 'policy');
  if (decider !== undefined) return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: decider.namespace, name: decider.name };
  const [namespace] = found?.ends?.source.namespaces ?? [];
  return namespace === undefined ? undefined : { apiVersion: 'v1', kind: 'Namespace', namespace, name: namespace };
};

const camelCase = (kind: string): string => kind.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

const ellipsis = '…';

const shortened = (text: string): string => {
  const bytes = Buffer.from(text);
  if (bytes.length <= longestNote) return text;
  // Half a character at the cut is dropped.
  return `${bytes.subarray(0, longestNote - Buffer.byteLength(ellipsis)).toString('utf8').replace(/\uFFFD+$/, '')}${ellipsis}`;
};
