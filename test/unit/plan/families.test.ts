import { expect } from 'chai';
import { familiesOf } from '../../../src/plan/families.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { aMatrix } from '../../support/matrix.ts';
import { aPod, aService, aSnapshot } from '../../support/snapshot.ts';

/** Without the right to read the API server's own Service. */
const narrow = (fields: Partial<Snapshot>): Snapshot => ({ ...aSnapshot(), services: [], ...fields });

const cases: readonly { name: string; ipFamilies?: readonly string[]; snapshot: Snapshot; expected: number[] }[] = [
  { name: 'those that the matrix names', ipFamilies: ['IPv6', 'IPv4'], snapshot: aSnapshot(), expected: [6, 4] },
  { name: "that of the API server's Service", snapshot: aSnapshot({ services: [aService('other', { clusterIps: ['fd00::1'] })] }), expected: [4] },
  { name: "that of another Service, where the API server's may not be read", snapshot: narrow({ services: [aService('other', { clusterIps: ['fd00::1'] })] }), expected: [6] },
  { name: 'that of a pod, where there is no Service', snapshot: narrow({ pods: [aPod('a', { ips: ['fd00::1'] })] }), expected: [6] },
  { name: 'IPv4, where nothing tells', snapshot: narrow({}), expected: [4] },
];

describe('familiesOf()', () => {
  for (const { name, ipFamilies, snapshot, expected } of cases) {
    it(`takes ${name}`, () => expect(familiesOf(aMatrix(ipFamilies === undefined ? {} : { ipFamilies }).matrix.ipFamilies, snapshot)).to.deep.equal(expected));
  }
});
