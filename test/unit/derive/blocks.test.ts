import { expect } from 'chai';
import * as fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { blockTargets } from '../../../src/derive/blocks.ts';
import { isDiallable } from '../../../src/matrix/words.ts';
import type { IpBlock } from '../../../src/model/network-policy.ts';
import { cidrTest, ipBlockTest } from '../../../src/policy/ip-block.ts';
import { policiesFrom } from '../../support/policies.ts';

const nobody = (_ip: string): boolean => false;

const told = (egress: string, isInside = nobody): string[] =>
  blockTargets(policiesFrom({ 'shop/out': `podSelector: {}\npolicyTypes: [Egress]\negress: ${egress}` }), isInside).map(({ name, target }) => `${name} ${'address' in target ? `${target.address} ${target.port}` : ''}`);

const toBlock = (block: object): string => JSON.stringify([{ to: [{ ipBlock: block }], ports: [{ port: 443 }] }]);

const cases: readonly [name: string, block: object, expected: readonly string[]][] = [
  ['a block, from both sides of its edge', { cidr: '10.1.2.0/24' }, ['in:10.1.2.0_24:443 10.1.2.1 443', 'out:10.1.2.0_24:443 10.1.3.0 443']],
  ['host bits, which do not count', { cidr: '10.1.2.77/24' }, ['in:10.1.2.0_24:443 10.1.2.1 443', 'out:10.1.2.0_24:443 10.1.3.0 443']],
  ['one address', { cidr: '198.51.100.7/32' }, ['in:198.51.100.7_32:443 198.51.100.7 443', 'out:198.51.100.7_32:443 198.51.100.8 443']],
  ['two addresses', { cidr: '198.51.100.6/31' }, ['in:198.51.100.6_31:443 198.51.100.7 443', 'out:198.51.100.6_31:443 198.51.100.8 443']],
  ['everything, of which there is no outside', { cidr: '0.0.0.0/0' }, ['in:0.0.0.0_0:443 255.255.255.254 443']],
  ['the upper half, below which lies the loopback', { cidr: '128.0.0.0/1' }, ['in:128.0.0.0_1:443 128.0.0.1 443']],
  ['the last address, which nobody has', { cidr: '255.255.255.255/32' }, ['out:255.255.255.255_32:443 255.255.255.254 443']],
  ['loopback, where nobody else is', { cidr: '127.0.0.0/8' }, ['out:127.0.0.0_8:443 128.0.0.0 443']],
  ['multicast, which nobody has', { cidr: '224.0.0.0/4' }, ['out:224.0.0.0_4:443 240.0.0.0 443']],
  ['an exception', { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, ['in:10.0.0.0_8:443 10.0.0.1 443', 'except:10.1.0.0_16:443 10.1.0.1 443', 'out:10.0.0.0_8:443 11.0.0.0 443']],
  ['exceptions that cover everything', { cidr: '10.0.0.0/8', except: ['10.0.0.0/9', '10.128.0.0/9'] }, ['except:10.0.0.0_9:443 10.0.0.1 443', 'except:10.128.0.0_9:443 10.128.0.1 443', 'out:10.0.0.0_8:443 11.0.0.0 443']],
  ['exceptions at both ends', { cidr: '10.0.0.0/8', except: ['10.0.0.0/10', '10.192.0.0/10'] }, ['in:10.0.0.0_8:443 10.64.0.0 443', 'except:10.0.0.0_10:443 10.0.0.1 443', 'except:10.192.0.0_10:443 10.192.0.1 443', 'out:10.0.0.0_8:443 11.0.0.0 443']],
  ['the metadata server, excepted', { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] }, ['in:0.0.0.0_0:443 255.255.255.254 443', 'except:169.254.169.254_32:443 169.254.169.254 443']],
  ['IPv6, however it is written', { cidr: '2001:0DB8:0000:0000:0000:0000:0000:0001/128' }, ['in:2001:db8::1_128:443 2001:db8::1 443', 'out:2001:db8::1_128:443 2001:db8::2 443']],
  ['all of IPv6, at both ends of which nobody is', { cidr: '::/0' }, []],
  ['addresses of IPv4 in disguise', { cidr: '::ffff:10.0.0.0/104' }, []],
];

const blocksOf = (bytes: number): fc.Arbitrary<IpBlock> =>
  fc
    .record({ address: fc.uint8Array({ minLength: bytes, maxLength: bytes }), bits: fc.integer({ min: 0, max: bytes * 8 }), more: fc.array(fc.integer({ min: 1, max: bytes * 8 }), { maxLength: 3 }) })
    .map(({ address, bits, more }) => {
      const ip = ipaddr.fromByteArray([...address]).toString();
      return { cidr: `${ip}/${bits}`, except: more.map((further) => `${ip}/${Math.min(bytes * 8, bits + further)}`) };
    });

describe('blockTargets()', () => {
  for (const [name, block, expected] of cases) {
    it(`knows ${name}`, () => expect(told(toBlock(block))).to.deep.equal(expected));
  }

  it('takes the first number that a rule has for TCP, and any where it has none', () => {
    const ports: readonly [written: object[], port: number][] = [[[], 443], [[{ port: 'https' }, { port: 53, protocol: 'UDP' }], 443], [[{ port: 'https' }, { port: 8443 }, { port: 9443 }], 8443], [[{ port: 8000, endPort: 8100 }], 8000]];
    for (const [written, port] of ports) expect(told(JSON.stringify([{ to: [{ ipBlock: { cidr: '10.1.2.0/24' } }], ports: written }]))[0], JSON.stringify(written)).to.equal(`in:10.1.2.0_24:${port} 10.1.2.1 ${port}`);
  });

  it('passes over blocks of ingress: nobody of ours dials from there', () => {
    const policies = policiesFrom({ 'shop/in': 'podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.1.2.0/24}}]}]' });
    expect(blockTargets(policies, nobody)).to.deep.equal([]);
  });

  it('has a block that several rules name once, and for each port', () => {
    const rules = [443, 443, 80].map((port) => ({ to: [{ ipBlock: { cidr: '198.51.100.7/32' } }], ports: [{ port }] }));
    expect(told(JSON.stringify(rules))).to.deep.equal(['in:198.51.100.7_32:443 198.51.100.7 443', 'out:198.51.100.7_32:443 198.51.100.8 443', 'in:198.51.100.7_32:80 198.51.100.7 80', 'out:198.51.100.7_32:80 198.51.100.8 80']);
  });

  it('keeps addresses apart that one block has with and without exceptions', () => {
    const blocks = [{ cidr: '10.0.0.0/8' }, { cidr: '10.0.0.0/8', except: ['10.0.0.0/16'] }];
    expect(told(JSON.stringify([{ to: blocks.map((ipBlock) => ({ ipBlock })) }])).filter((line) => line.startsWith('in:'))).to.deep.equal(['in:10.0.0.0_8:443 10.0.0.1 443', 'in:10.0.0.0_8:443-2 10.255.255.254 443']);
  });

  it('never takes an address that somebody in the cluster may have', () => {
    const isInside = cidrTest('10.0.0.0/16');
    expect(told(toBlock({ cidr: '10.0.0.0/8' }), isInside)).to.deep.equal(['in:10.0.0.0_8:443 10.255.255.254 443', 'out:10.0.0.0_8:443 11.0.0.0 443']);
    expect(told(toBlock({ cidr: '10.0.0.0/16' }), isInside), 'all inside is somebody\'s').to.deep.equal(['out:10.0.0.0_16:443 10.1.0.0 443']);
  });

  it('finds of any block an address where there is one, and none that is not what its name says', () => {
    fc.assert(
      fc.property(fc.oneof(blocksOf(4), blocksOf(16)), (block) => {
        const targets = blockTargets([{ namespace: 'shop', name: 'p', podSelector: { matchLabels: {}, matchExpressions: [] }, egress: [{ peers: [{ ipBlock: block }], ports: [] }] }], nobody);
        expect(new Set(targets.map(({ name }) => name))).to.have.lengthOf(targets.length);
        for (const { name, ends } of targets) {
          const ip = ends[0]?.target.kind === 'address' ? ends[0].target.ip : '';
          expect(name).to.match(/^[a-z]+:[0-9a-f.:]+_\d+:443(?:-\d)?$/).and.have.lengthOf.at.most(63 - 'policy:'.length);
          expect(isDiallable(ip), ip).to.equal(true);
          const [within, left] = [cidrTest(block.cidr)(ip), ipBlockTest(block)(ip)];
          expect({ within, left }, `${name} ${ip}`).to.deep.equal(name.startsWith('in:') ? { within: true, left: true } : name.startsWith('except:') ? { within: true, left: false } : { within: false, left: false });
        }
      }),
    );
  });
});
