import { ApiException } from '@kubernetes/client-node';
import { expect } from 'chai';
import { createLog } from '../../../src/cli/log.ts';
import { ClusterRequestError } from '../../../src/cluster/errors.ts';
import { NetproofError } from '../../../src/errors.ts';
import { nasty, steering } from '../report/reports.ts';

type Log = ReturnType<typeof createLog>;
const marker = 'MARKER';

const logged = (act: (log: Log) => void): string => {
  const lines: string[] = [];
  act(createLog('debug', (line) => void lines.push(line)));
  return lines.join('\n');
};

const answer = new ApiException(403, marker, { message: marker }, { 'set-cookie': marker, authorization: `Bearer ${marker}` });
const error = (about: object): Error => Object.assign(new Error('it failed'), about);
const request = { method: 'GET', headers: { authorization: `Bearer ${marker}` }, body: marker };
const kubeconfig = { users: [{ name: 'jane', user: { token: marker, exec: { env: [{ name: 'KEY', value: marker }] } } }] };

const secrets: readonly { name: string; act: (log: Log) => void; said: string }[] = [
  { name: 'a token', act: (log) => log.debug({ token: marker }, 'said'), said: 'said' },
  ...['Authorization', 'bearerToken', 'clientKeyData', 'client-key-data', 'set-cookie', 'password', 'passphrase', 'clientSecret', 'credentials'].map((name) => ({ name: `a field called ${name}`, act: (log: Log) => log.debug({ [name]: marker }, 'said'), said: 'said' })),
  { name: 'headers', act: (log) => log.debug({ headers: request.headers }, 'said'), said: 'said' },
  { name: 'a whole request', act: (log) => log.debug({ request }, 'said'), said: 'said' },
  { name: 'what lies deep', act: (log) => log.debug({ a: { b: { c: { d: { token: marker } } } } }, 'said'), said: 'said' },
  { name: 'what lies in a list', act: (log) => log.debug({ tried: [[request], answer] }, 'said'), said: 'said' },
  { name: 'a kubeconfig', act: (log) => log.debug({ config: kubeconfig }, 'said'), said: 'said' },
  { name: 'the environment', act: (log) => log.debug({ env: { KEY: marker } }, 'said'), said: 'said' },
  { name: "the client's error", act: (log) => log.error({ error: answer }, 'said'), said: 'Error 403' },
  { name: "the client's error, as pino has errors", act: (log) => log.error({ err: answer }), said: 'Error 403' },
  { name: "the client's error, and nothing else", act: (log) => log.error(answer), said: 'Error 403' },
  { name: "the client's error beside a message", act: (log) => log.error(answer, 'said'), said: 'Error 403' },
  { name: "the client's error in a message", act: (log) => log.error('said %s %o', answer, request), said: 'Error 403' },
  { name: 'the fields of any error', act: (log) => log.error({ error: error({ headers: request.headers, request, spawnargs: [marker] }) }, 'said'), said: '"error":"Error"' },
  { name: 'the message of an error that is not ours', act: (log) => log.error({ error: new TypeError(`"Bearer ${marker}" is an invalid header value`) }, 'said'), said: 'TypeError' },
  { name: 'what caused an error of ours', act: (log) => log.error({ error: new ClusterRequestError('list pods', 403, 'Forbidden', 'pods is forbidden', answer) }, 'said'), said: 'Cannot list pods: pods is forbidden' },
  { name: 'what caused it, further down', act: (log) => log.error({ error: new NetproofError('ERR_API', 'x', { cause: new Error('y', { cause: answer }) }) }, 'said'), said: '"error":"x"' },
];

describe('the log', () => {
  for (const { name, act, said } of secrets) {
    it(`has nothing of ${name}, and a line all the same`, () => {
      const line = logged(act);
      expect(line).to.include(said);
      expect(line).to.not.include(marker);
      expect(JSON.parse(line)).to.have.property('level');
    });
  }

  it('keeps fields that are words, numbers and lists of them', () => {
    const fields = { method: 'GET', waitedMs: 250, isLast: true, removed: ['lease a/b'], none: null };
    expect(JSON.parse(logged((log) => log.warn(fields, 'so it is')))).to.deep.include({ ...fields, level: 40, msg: 'so it is' });
  });

  it('steers no terminal, and says what would have', () => {
    const line = logged((log) => log.warn({ reason: nasty, removed: [nasty], [nasty]: nasty }, nasty));
    expect(line).to.not.match(steering);
    expect(JSON.parse(line)).to.deep.include({ reason: nasty, removed: [nasty], [nasty]: nasty, msg: nasty });
  });

  it('says no more than it is asked', () => {
    const lines: string[] = [];
    createLog('warn', (line) => void lines.push(line)).debug('said');
    expect(lines).to.deep.equal([]);
  });
});
