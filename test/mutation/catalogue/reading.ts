/** Policies that are misread: exceptions, peers, ports, protocols, families, odd objects. */
import { mutant, opening } from '../mutant.ts';
import type { Mutant } from '../mutant.ts';

const node2 = { nodes: ['node2'] };
const sctp = 'below the floor: probes do not speak SCTP';
const port53 = 'below the floor: nobody in the battery’s world listens on port 53';

const freezing = ['named-port', 'protocol-only', 'long-name', 'mixed-families', 'prefix-twins'].flatMap((odd) => [mutant(`FM-FREEZE:${odd}`, 'standard', 'both'), mutant(`FM-FREEZE:${odd}-skip`, 'standard', 'both')]);

export const readingMutants: readonly Mutant[] = [
  opening('FM-EXCEPT:a', 'standard', 'FM-EXCEPT:c'),
  opening('FM-EXCEPT:a', 'standard', 'FM-EXCEPT:c', { direction: 'ingress' }),
  opening('FM-EXCEPT:a', 'standard', 'FM-EXCEPT:c', { direction: 'egress' }),
  opening('FM-EXCEPT:a', 'standard', 'FM-EXCEPT:c', node2),
  opening('FM-EXCEPT:b', 'standard', 'FM-EXCEPT:c'),
  mutant('FM-EXCEPT:c', 'standard', 'closes'),
  mutant('FM-EXCEPT:d', 'standard', 'both'),
  opening('FM-PEER-LOGIC:a', 'standard', 'FM-PEER-LOGIC:b'),
  opening('FM-PEER-LOGIC:a', 'standard', 'FM-PEER-LOGIC:b', node2),
  mutant('FM-PEER-LOGIC:b', 'standard', 'closes'),
  opening('FM-PEER-LOGIC:c', 'standard', 'FM-PEER-LOGIC:b'),
  opening('FM-PEER-LOGIC:c', 'standard', 'FM-PEER-LOGIC:b', { direction: 'egress' }),
  mutant('FM-PEER-LOGIC:d-first', 'standard', 'closes'),
  mutant('FM-PEER-LOGIC:d-last', 'standard', 'closes'),
  mutant('FM-PEER-LOGIC:e-deny', 'standard', 'closes'),
  opening('FM-PEER-LOGIC:e-allow', 'standard', 'FM-PEER-LOGIC:e-deny'),
  opening('FM-EMPTY-PEERSET:open', 'standard', 'CLOSED'),
  opening('FM-EMPTY-PEERSET:open', 'standard', 'CLOSED node2', node2),
  opening('FM-EMPTY-PEERSET:open', 'standard', 'CLOSED egress', { direction: 'egress' }),
  opening('FM-EMPTY-PEERSET:vanish', 'standard', 'CLOSED'),
  opening('FM-PORT:a', 'canary', 'FM-PORT:e count=1'),
  opening('FM-PORT:a', 'canary', 'CLOSED node2', node2),
  opening('FM-PORT:a-block', 'standard', 'FM-PORT:e count=1'),
  mutant('FM-PORT:b', 'standard', 'closes'),
  mutant('FM-PORT:c-short', 'standard', 'closes'),
  opening('FM-PORT:c-long', 'standard', 'FM-PORT:c-short'),
  mutant('FM-PORT:d', 'standard', 'closes'),
  mutant('FM-PORT:e', 'standard', 'closes', { count: 1 }),
  mutant('FM-PORT:e', 'standard', 'closes', { count: 24 }),
  opening('FM-PROTO:a', 'canary', 'FM-PROTO:b'),
  opening('FM-PROTO:a', 'canary', 'CLOSED node2', node2),
  mutant('FM-PROTO:b', 'canary', 'closes'),
  opening('FM-PROTO:c', 'canary', 'FM-PROTO:b'),
  opening('FM-PROTO:d', 'below-floor', 'CLOSED', { why: sctp }),
  opening('FM-PROTO:e', 'below-floor', 'CLOSED', { why: sctp }),
  mutant('FM-PROTO:f', 'below-floor', 'closes', { why: port53 }),
  ...freezing,
  mutant('FM-FREEZE:pending-pod', 'standard', 'both'),
  mutant('FM-FREEZE:named-port', 'standard', 'both', node2),
  opening('FM-V6:a', 'canary', 'FM-V6:b'),
  opening('FM-V6:a', 'canary', 'CLOSED node2', node2),
  mutant('FM-V6:b', 'canary', 'closes'),
  mutant('FM-V6:c', 'standard', 'closes'),
  opening('FM-V6:d', 'standard', 'FM-V6:b'),
];
