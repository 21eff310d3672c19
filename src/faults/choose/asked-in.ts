import type { Family } from '../../../probes/contract.ts';
import type { Question } from '../../policy/decision.ts';
import { familyOf } from '../../policy/ip-block.ts';

/** In one of the families in which pods are dialled; an address is of its own. */
export const askedIn = (family: Family, question: Question): Question => ({ family: question.target.kind === 'address' ? familyOf(question.target.ip) : family, ...question });
