import { expect } from 'chai';
import { clouds } from '../../../../src/model/clouds.ts';
import { cloudOf, metadataEndpoints } from '../../../../src/plan/targets/metadata-endpoints.ts';
import { isDiallable } from '../../../../src/matrix/words.ts';
import { aNode, aSnapshot } from '../../../support/snapshot.ts';
import { resolve, told } from '../../../support/targets.ts';

const usual = 'direct IPv4 TCP/80: 169.254.169.254:80 reached-only';
const azure = [`${usual}, 168.63.129.16:80 reached-only`, 'direct IPv4 TCP/32526: 168.63.129.16:32526 reached-only'];
const cases: readonly { name: string; written?: object; providers?: string[]; families?: (4 | 6)[]; expected: string[] }[] = [
  { name: 'the usual address where no node names its cloud', expected: [usual] },
  { name: 'the usual address where nobody knows the cloud', providers: ['kind://docker/kind/node-1'], expected: [usual] },
  { name: 'what AWS has', providers: ['aws:///eu-west-1a/i-0abc'], expected: [`${usual}, 169.254.170.23:80 reached-only, 169.254.170.2:80 reached-only`] },
  { name: 'what AWS has in IPv6', providers: ['aws:///eu-west-1a/i-0abc'], families: [6], expected: ['direct IPv6 TCP/80: fd00:ec2::254:80 reached-only, fd00:ec2::23:80 reached-only'] },
  { name: 'what Google Cloud has, each port in a cell of its own', providers: ['gce://project/europe-west1-b/gke-1'], families: [4, 6], expected: [usual, 'direct IPv6 TCP/80: fd20:ce::254:80 reached-only', 'direct IPv4 TCP/8080: 169.254.169.254:8080 reached-only', 'direct IPv4 TCP/987: 169.254.169.252:987 reached-only', 'direct IPv4 TCP/988: 169.254.169.252:988 reached-only'] },
  { name: 'what Azure has', providers: ['azure:///subscriptions/x'], expected: azure },
  { name: 'what every node\'s cloud has, where there are several', providers: ['azure:///subscriptions/x', 'scaleway://instance/fr-par-1/x'], expected: [`${usual}, 168.63.129.16:80 reached-only, 169.254.42.42:80 reached-only`, azure[1] ?? ''] },
  { name: 'the clouds named, whatever the nodes say', written: { clouds: ['alibaba', 'tencent'] }, providers: ['aws:///a/i-0'], expected: [`${usual}, 100.100.100.200:80 reached-only, 169.254.0.23:80 reached-only`] },
  { name: 'addresses of the user\'s and nothing else, each once, one cell a family', written: { addresses: ['168.63.129.16', 'fd00:ec2::254', '168.63.129.16'] }, providers: ['aws:///a/i-0'], expected: ['direct IPv4 TCP/80: 168.63.129.16:80 reached-only', 'direct IPv6 TCP/80: fd00:ec2::254:80 reached-only'] },
  { name: 'nothing in a family in which no address is known', families: [6], expected: ['no metadata address is known in the families asked for: name addresses'] },
];

describe('resolveMetadata()', () => {
  for (const { name, written, providers = [''], families, expected } of cases) {
    const nodes = providers.map((providerId, index) => aNode(`node-${index}`, { providerId }));
    it(`dials ${name}`, () => expect(told(resolve({ wellKnown: 'cloud-metadata', ...written }, aSnapshot({ nodes }), families))).to.deep.equal(expected));
  }

  for (const { name, written, style } of [
    { name: 'says nothing unless asked to', written: {}, style: { prober: 'tcp', speak: 'nothing', pace: 'gentle' } },
    { name: 'asks for the root and unlocks nothing', written: { speak: 'http' }, style: { prober: 'http', speak: 'http', pace: 'gentle', http: { scheme: 'http', path: '/', trustCluster: false } } },
  ]) {
    it(name, () => {
      const { cells } = resolve({ wellKnown: 'cloud-metadata', clouds: ['gcp'], ...written }, aSnapshot());
      expect(cells).to.have.lengthOf(4);
      for (const cell of cells) expect(cell).to.deep.include({ style, controlDials: true });
    });
  }

  it('says whose each address is', () => {
    const [cell] = resolve({ wellKnown: 'cloud-metadata', clouds: ['azure'] }, aSnapshot()).cells;
    expect(cell?.destinations.map(({ label }) => label)).to.deep.equal(['instance metadata 169.254.169.254', 'Azure wire server 168.63.129.16']);
  });
});

describe('metadataEndpoints', () => {
  it('names each address and port once, all of them such as can be dialled', () => {
    const named = metadataEndpoints.map(({ address, port }) => `${address} ${port}`);
    expect(new Set(named)).to.have.lengthOf(named.length);
    for (const { address } of metadataEndpoints) expect(isDiallable(address), address).to.equal(true);
  });
});

const ids: Readonly<Record<string, string | undefined>> = {
  'aws:///eu-west-1a/i-0abc': 'aws',
  'gce://project/zone/name': 'gcp',
  'azure:///subscriptions/x': 'azure',
  'alicloud://cn-hangzhou/i-bp1': 'alibaba',
  'cn-hangzhou.i-bp1abc': 'alibaba',
  'ap-southeast-1.i-t4n': 'alibaba',
  'cn-shanghai-finance-1.i-uf6': 'alibaba',
  'ocid1.instance.oc1.phx.abc': 'oracle',
  'oci://ocid1.instance.oc1.phx.abc': 'oracle',
  'openstack:///6c91': 'openstack',
  'digitalocean://123': 'digitalocean',
  'scaleway://instance/fr-par-1/x': 'scaleway',
  'hcloud://123': 'hetzner',
  'qcloud:///100003/ins-x': 'tencent',
  'vultr://x': 'vultr',
  'linode://123': 'linode',
  'ibm://x': 'ibm',
  '': undefined,
  'kind://docker/kind/worker': undefined,
  'k3s://aws': undefined,
  'i-0abc': undefined,
  'us-west-1/i-0abc': undefined,
};

describe('cloudOf()', () => {
  for (const [id, cloud] of Object.entries(ids)) it(`takes "${id}" for ${cloud ?? 'no cloud that it knows'}`, () => expect(cloudOf(id)).to.equal(cloud));

  it('can recognise every cloud that a matrix may name', () => expect(new Set(Object.values(ids))).to.include.all.keys(...clouds));
});
