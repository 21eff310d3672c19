import { expect } from 'chai';
import type { ProbePlan } from '../../../probes/contract.ts';
import { parseOrders, parsePlan } from '../../../probes/plan.ts';
import { PlanError } from '../../../probes/plan-fields.ts';

const dial = { id: 'd', address: '127.0.0.1', port: 80, timeoutMs: 1000, pausesMs: [100], repeat: true };
const tcp = { ...dial, prober: 'tcp', speak: 'echo', nonce: 'nonce-nonce' } as const;
const dns = { ...dial, id: 'n', prober: 'dns', transport: 'udp', names: ['kubernetes.default.svc.'], type: 'AAAA' } as const;
const http = { ...dial, id: 'h', prober: 'http', scheme: 'https', path: '/livez', caPem: '-----BEGIN CERTIFICATE-----\n' } as const;
const plan: ProbePlan = {
  contract: 4,
  run: 'run-1',
  pod: 'np-1',
  responder: 'r-1',
  controlPort: 9000,
  listen: [{ protocol: 'udp', port: 53 }],
  selfDial: true,
  dials: [tcp, { ...dial, id: 'u', prober: 'udp', nonce: 'nonce-nonce', address: 'fd00::1' }, dns, http],
  lifeMs: 60_000,
};

const parse = (value: unknown): ProbePlan => parsePlan(JSON.stringify(value));
const withDial = (fields: object): unknown => ({ ...plan, dials: [{ ...tcp, ...fields }] });

describe('parsePlan()', () => {
  it('gives back a plan with each kind of dial', () => {
    expect(parse(plan)).to.deep.equal(plan);
  });

  it('leaves out what it does not know', () => {
    expect(parse({ ...plan, expect: 'deny', dials: [{ ...tcp, expect: 'deny' }] })).to.deep.equal({ ...plan, dials: [tcp] });
  });

  const invalid: readonly [what: string, plan: unknown, message: string][] = [
    ['another version', { ...plan, contract: 2 }, '"contract" is 2, must be 4'],
    ['a list', [], '"plan" is [], must be an object'],
    ['no run', { ...plan, run: undefined }, '"run" is missing, must be 1 to 256 characters'],
    ['a responder with a space', { ...plan, responder: 'a b' }, '"responder" is "a b", must be 1 to 128 printable ASCII characters without spaces'],
    ['port 0', { ...plan, controlPort: 0 }, '"controlPort" is 0, must be an integer from 1 to 65535'],
    ['an endless life', { ...plan, lifeMs: 2 ** 31 }, '"lifeMs" is 2147483648, must be an integer from 1 to 2147483647'],
    ['SCTP', { ...plan, listen: [{ protocol: 'sctp', port: 1 }] }, '"listen[0].protocol" is "sctp", must be one of tcp, udp'],
    ['dials that are no list', { ...plan, dials: {} }, '"dials" is {}, must be a list'],
    ['a host name for an address', withDial({ address: 'localhost' }), '"dials[0].address" is "localhost", must be an IP literal'],
    ['an empty address', withDial({ address: '' }), '"dials[0].address" is "", must be an IP literal'],
    ['a port as text', withDial({ port: '80' }), '"dials[0].port" is "80", must be an integer from 1 to 65535'],
    ['no timeout', withDial({ timeoutMs: 0 }), '"dials[0].timeoutMs" is 0, must be an integer from 1 to 60000'],
    ['a negative pause', withDial({ pausesMs: [1, -1] }), '"dials[0].pausesMs[1]" is -1, must be an integer from 0 to 86400000'],
    ['nothing to repeat', withDial({ pausesMs: [] }), '"dials[0].pausesMs" ends with no pause, must end with one of 1 ms or more to repeat'],
    ['an endless burst', withDial({ pausesMs: [5, 0] }), '"dials[0].pausesMs" ends with no pause, must end with one of 1 ms or more to repeat'],
    ['an unknown prober', withDial({ prober: 'icmp' }), '"dials[0].prober" is "icmp", must be one of tcp, udp, dns, http'],
    ['an unknown greeting', withDial({ speak: 'smtp' }), '"dials[0].speak" is "smtp", must be one of echo, redis, mysql, postgres, http, tls, nothing'],
    ['a short nonce', withDial({ nonce: 'short' }), '"dials[0].nonce" is "short", must be 8 to 64 letters, digits, "_" or "-"'],
    ['an empty name', { ...plan, dials: [{ ...dns, names: [''] }] }, '"dials[0].names[0]" is "", must be a host name'],
    ['no name', { ...plan, dials: [{ ...dns, names: [] }] }, '"dials[0].names" has 0 names, must have 1 to 4'],
    ['a request smuggled into a path', { ...plan, dials: [{ ...http, path: '/ HTTP/1.1' }] }, '"dials[0].path" is "/ HTTP/1.1", must be a path of printable ASCII characters'],
    ['orders that it may or may not take', { ...plan, takesOrders: false }, '"takesOrders" is false, must be true, or absent'],
    ['no PEM', { ...plan, dials: [{ ...http, caPem: 'x' }] }, '"dials[0].caPem" is "x", must be PEM'],
  ];
  for (const [what, value, message] of invalid) {
    it(`refuses ${what}`, () => {
      expect(() => parse(value)).to.throw(PlanError, `Cannot read the plan: ${message}`);
    });
  }

  it('gives back that orders are taken', () => expect(parse({ ...plan, takesOrders: true })).to.deep.equal({ ...plan, takesOrders: true }));

  it('refuses twins', () => {
    expect(() => parse({ ...plan, dials: [tcp, tcp] })).to.throw(
      PlanError,
      'Cannot read the plan: two dials have the id "d", each must have its own',
    );
  });

  it('refuses an empty variable, and text that is not JSON', () => {
    expect(() => parsePlan(undefined)).to.throw(PlanError, 'Cannot read the plan: the variable NETPROOF_PLAN is empty');
    expect(() => parsePlan('{')).to.throw(PlanError, 'Cannot read the plan: the variable NETPROOF_PLAN is not JSON');
  });
});

describe('parseOrders()', () => {
  it('gives back a number and dials', () => expect(parseOrders(JSON.stringify({ number: 2, dials: [tcp, dns] }))).to.deep.equal({ number: 2, dials: [tcp, dns] }));

  for (const [what, text, message] of [
    ['half a file', '{"number": 1, "di', 'the order is not JSON'],
    ['no number', '{"dials": []}', '"number" is missing, must be an integer from 1 to 9007199254740991'],
    ['a dial of nothing', '{"number": 1, "dials": [{}]}', '"dials[0].id" is missing, must be 1 to 512 characters, none of them a control character'],
    ['twins', JSON.stringify({ number: 1, dials: [tcp, tcp] }), 'two dials have the id "d", each must have its own'],
  ] as const) {
    it(`refuses ${what}`, () => expect(() => parseOrders(text)).to.throw(PlanError, `Cannot read the plan: ${message}`));
  }
});
