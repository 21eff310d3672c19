import { contractVersion, type Listen, type ProbePlan, planVariable } from './contract.ts';
import { readDial, readPort } from './plan-dial.ts';
import { asFields, PlanError, read, readBoolean, readInteger, readList, readString, readWord } from './plan-fields.ts';

/** The longest delay of a timer, some 24 days. */
const longestLifeMs = 2 ** 31 - 1;

const readListen = (value: unknown, path: string): Listen => {
  const fields = asFields(value, path);
  return { protocol: readWord(fields, 'protocol', ['tcp', 'udp']), port: readPort(fields, 'port') };
};

const parseJson = (text: string | undefined): unknown => {
  if (text === undefined || text === '') throw new PlanError(`Cannot read the plan: the variable ${planVariable} is empty`);
  try {
    return JSON.parse(text);
  } catch {
    throw new PlanError(`Cannot read the plan: the variable ${planVariable} is not JSON`);
  }
};

const refuseTwins = (dials: ProbePlan['dials']): void => {
  const ids = new Set<string>();
  for (const { id } of dials) {
    if (ids.has(id)) throw new PlanError(`Cannot read the plan: two dials have the id "${id}", each must have its own`);
    ids.add(id);
  }
};

const isThisVersion = (value: unknown): value is typeof contractVersion => value === contractVersion;

/**
 * The plan in the environment variable's text.
 *
 * @throws PlanError with the first thing that is wrong.
 */
export const parsePlan = (text: string | undefined): ProbePlan => {
  const fields = asFields(parseJson(text), 'plan');
  const plan: ProbePlan = {
    contract: read(fields, 'contract', isThisVersion, String(contractVersion)),
    run: readString(fields, 'run', /^.{1,256}$/, '1 to 256 characters'),
    pod: readString(fields, 'pod', /^.{1,256}$/, '1 to 256 characters'),
    responder: readString(fields, 'responder', /^[\x21-\x7e]{1,128}$/, '1 to 128 printable ASCII characters without spaces'),
    controlPort: readPort(fields, 'controlPort'),
    listen: readList(fields, 'listen', readListen),
    selfDial: readBoolean(fields, 'selfDial'),
    dials: readList(fields, 'dials', readDial),
    lifeMs: readInteger(fields, 'lifeMs', 1, longestLifeMs),
  };
  refuseTwins(plan.dials);
  return plan;
};
