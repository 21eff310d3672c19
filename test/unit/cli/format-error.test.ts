import { ApiException } from '@kubernetes/client-node';
import { expect } from 'chai';
import { exitCodeOfError, formatError } from '../../../src/cli/format-error.ts';
import { ClusterRequestError, ClusterUnreachableError } from '../../../src/cluster/errors.ts';
import { errorCodes, NetproofError } from '../../../src/errors.ts';
import type { ErrorCode } from '../../../src/errors.ts';
import { nasty, steering } from '../report/reports.ts';

const answered = (status: number, message: string): Error => new ClusterRequestError('list pods', status, '', message, undefined);
const launch = (why: string): Error => new NetproofError('ERR_LAUNCH', `Cannot start any probe pod: ${why}`);

/** Where there is no next step, the message says what to mend. */
const cases: readonly { name: string; error: Error; next: RegExp | undefined }[] = [
  { name: 'a mistake in a matrix', error: new NetproofError('ERR_USAGE', 'm.yaml:1:1: apiVersion: is missing'), next: undefined },
  { name: 'no cluster', error: new NetproofError('ERR_USAGE', 'Cannot find a cluster: no kubeconfig names one'), next: /^kubectl config get-contexts/ },
  { name: 'a namespace that is not there', error: new NetproofError('ERR_USAGE', 'there is no namespace "shop"'), next: /^kubectl get namespaces/ },
  { name: 'credentials that nobody knows', error: answered(401, 'Unauthorized'), next: /log in again/ },
  { name: 'a right that is missing', error: answered(403, 'pods is forbidden: User "jane" cannot list resource "pods"'), next: /docs\/safety\.md.*kubectl auth can-i --list/ },
  { name: 'rights that the preflight misses', error: new NetproofError('ERR_REFUSED', 'no permission to delete pods in namespace "shop"'), next: /docs\/safety\.md/ },
  { name: 'a right to be somebody else that is missing', error: answered(403, 'users "jane" is forbidden: User "joe" cannot impersonate resource "users"'), next: /can-i impersonate/ },
  { name: 'a quota that is full', error: answered(403, 'pods "np-1" is forbidden: exceeded quota: small'), next: /ResourceQuota/ },
  { name: 'a webhook that says no', error: answered(403, 'admission webhook "x" denied the request'), next: /let probe pods pass/ },
  { name: 'a conflict', error: answered(409, 'it exists'), next: undefined },
  { name: 'a broken API server', error: answered(503, 'the API server answered 503'), next: /try again/ },
  { name: 'a webhook that does not answer', error: answered(500, 'Internal error occurred: failed calling webhook "x"'), next: /webhookconfigurations/ },
  { name: 'an API server that is not there', error: new ClusterUnreachableError('list pods', 'the API server did not answer: connect ECONNREFUSED', undefined), next: /^is this the right cluster/ },
  { name: 'a certificate of another cluster', error: new ClusterUnreachableError('list pods', 'the API server did not answer: self-signed certificate', undefined), next: /^the certificate/ },
  { name: 'an image that cannot be pulled', error: launch('ImagePullBackOff: Back-off'), next: /^can the nodes pull this image/ },
  { name: 'nodes that are full', error: launch('it cannot be scheduled: 0/2 nodes'), next: /taints/ },
  { name: 'an image of somebody else', error: launch('its container, of image x, ended with code 1'), next: /^is --image an image of netproof/ },
  { name: 'pods that did not come up', error: launch('somebody deleted it'), next: /kubectl get events/ },
];

describe('formatError()', () => {
  for (const { name, error, next } of cases) {
    it(`${next === undefined ? 'leaves it at the message' : 'says what to do'} for ${name}`, () => {
      const [told, ...rest] = formatError(error).split('\n');
      expect(told).to.equal(`netproof: ${error.message}`);
      expect(rest.length).to.equal(next === undefined ? 0 : 1);
      if (next !== undefined) expect(rest[0]?.replace(/^netproof: next: /, '')).to.match(next);
    });
  }

  it('has a next step for every code, but where somebody has just taken one', () => {
    const known = cases.flatMap(({ error, next }) => (next !== undefined && error instanceof NetproofError ? [error.code] : []));
    expect(new Set(known)).to.deep.equal(new Set((Object.keys(errorCodes) as ErrorCode[]).filter((code) => code !== 'ERR_INTERRUPTED')));
  });

  it('has every line on its own, and shows control characters', () => {
    expect(formatError(new NetproofError('ERR_USAGE', 'a\nb\u001b[2J'))).to.equal('netproof: a\nnetproof: b\\u001b[2J');
  });

  it('owns up to a defect, with its stack', () => {
    expect(formatError(new TypeError('x is not a function'))).to.match(/^netproof: TypeError: x is not a function\n(?:netproof: {5}at .*\n)+netproof: next: this is a mistake of netproof, /);
  });
});

describe('formatError(), of a defect', () => {
  const answer = new ApiException(403, 'MARKER', { message: 'MARKER' }, { 'set-cookie': 'MARKER' });
  for (const [name, error] of [["the client's error", answer], ['an error that it caused', new Error('x', { cause: answer })]] as const) {
    it(`tells nothing of an answer's headers and body, and where it was: ${name}`, () => expect(formatError(error)).to.match(/HTTP 403\nnetproof: {5}at /).and.not.include('MARKER'));
  }

  it('steers no terminal', () => expect(formatError(new Error(nasty))).to.not.match(steering));
});

describe('exitCodeOfError()', () => {
  it('is 2 for what we could not ask, and 3 for a defect, which is no leak', () => {
    expect([exitCodeOfError(new NetproofError('ERR_API', 'x')), exitCodeOfError(new TypeError('x')), exitCodeOfError('x')]).to.deep.equal([3, 3, 3]);
  });
});
