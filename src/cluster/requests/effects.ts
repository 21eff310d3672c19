/** What a question does to the cluster: whether it may be asked twice, and whether a creation without an answer was done. Pure. */
import type { Question, Answer } from './exchange.ts';

interface Metadata {
  readonly resourceVersion?: string;
  readonly name?: string;
  readonly generateName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly { readonly uid?: string }[];
  readonly deletionTimestamp?: string;
}

interface Meant {
  readonly metadata?: Metadata;
}

/** A question that leaves the cluster as it is: to read, to try, to ask for rights. */
export const changesNothing = ({ method, url }: Question): boolean => method === 'GET' || /[?&]dryRun=All\b|\/self\w+reviews\b/.test(url);

/** Whether asking twice does no more than asking once. Only an object whose name the server chooses would be made twice. */
export const isRepeatable = ({ method, body }: Question): boolean => method !== 'POST' || metadataOf(body)?.generateName === undefined;

/** Whether it names the version that it changes. */
export const isConditional = ({ body }: Question): boolean => metadataOf(body)?.resourceVersion !== undefined;

/** A run shows that it lives: it waits for nobody's turn. */
export const isHeartbeat = ({ method, url }: Question): boolean => method === 'PATCH' && /\/leases\/[^/?]+(?:\?|$)/.test(url);

/** @returns how to find what was to be created; nothing where the question was another */
export const lookup = (question: Question): Question | undefined => {
  const name = metadataOf(question.body)?.name;
  if (question.method !== 'POST' || name === undefined) return undefined;
  const { body: _, ...rest } = question;
  const url = new URL(question.url);
  url.search = new URLSearchParams({ fieldSelector: `metadata.name=${name}` }).toString();
  return { ...rest, method: 'GET', url: url.toString() };
};

/** @returns the answer that was lost, where what was found is what was asked for */
export const lostAnswer = (question: Question, found: Answer): Answer | undefined => {
  const asked = metadataOf(question.body);
  const { items } = parse(found.text) as { readonly items?: readonly Meant[] };
  const item = items?.find(({ metadata }) => metadata !== undefined && asked !== undefined && isOfAsked(asked, metadata));
  return item === undefined ? undefined : { ...found, status: 201, text: JSON.stringify(item) };
};

/**
 * All that we wrote is there: labels, annotations with the run, and the very owner. What ends is an earlier one of that name, and
 * what bears no marks may be anybody's.
 */
const isOfAsked = (asked: Metadata, found: Metadata): boolean =>
  [asked.labels, asked.annotations, asked.ownerReferences].some((marks) => Object.keys(marks ?? {}).length > 0) &&
  found.name === asked.name &&
  found.deletionTimestamp === undefined &&
  holds(asked.labels, found.labels) &&
  holds(asked.annotations, found.annotations) &&
  (asked.ownerReferences ?? []).every(({ uid }) => found.ownerReferences?.some((owner) => owner.uid === uid));

const holds = (part: Readonly<Record<string, string>> = {}, whole: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(part).every(([key, value]) => whole[key] === value);

const metadataOf = (body: string | undefined): Metadata | undefined => (body === undefined ? undefined : (parse(body) as Meant).metadata);

const parse = (text: string): object => {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
};
