import { ApiException } from '@kubernetes/client-node';
import { expect } from 'chai';
import { ClusterRequestError, ClusterUnreachableError, hasStatus, leavesOpen, translate } from '../../../src/cluster/errors.ts';
import { describeError, errorCodes, NetproofError } from '../../../src/errors.ts';

const api = (code: number, body: unknown): Error => new ApiException(code, 'unused', body, {});
const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed', { cause });
const refused = new Error('connect ECONNREFUSED 127.0.0.1:1');

const cases: readonly { name: string; error: unknown; code: string; message: string; status?: number; reason?: string }[] = [
  { name: 'a Status object', error: api(403, { reason: 'Forbidden', message: 'pods is forbidden' }), code: 'ERR_REFUSED', message: 'pods is forbidden', status: 403, reason: 'Forbidden' },
  { name: 'a Status as JSON', error: api(409, '{"reason":"AlreadyExists","message":"it exists"}'), code: 'ERR_REFUSED', message: 'it exists', status: 409, reason: 'AlreadyExists' },
  { name: 'a proxy\'s page, cut short', error: api(502, `<html>${'x'.repeat(500)}`), code: 'ERR_API', message: `<html>${'x'.repeat(194)}`, status: 502, reason: '' },
  { name: 'an empty answer', error: api(500, ''), code: 'ERR_API', message: 'the API server answered 500', status: 500, reason: '' },
  { name: 'no answer body', error: api(429, undefined), code: 'ERR_API', message: 'the API server answered 429', status: 429, reason: '' },
  { name: 'JSON that is no Status', error: api(404, 'null'), code: 'ERR_REFUSED', message: 'the API server answered 404', status: 404, reason: '' },
  { name: 'a list that has expired', error: api(410, { reason: 'Expired', message: 'too old' }), code: 'ERR_API', message: 'too old', status: 410, reason: 'Expired' },
  { name: 'a refused connection', error: fetchFailed(refused), code: 'ERR_API', message: 'the API server did not answer: connect ECONNREFUSED 127.0.0.1:1' },
  { name: 'several refused connections', error: fetchFailed(new AggregateError([refused, new Error('other')])), code: 'ERR_API', message: 'the API server did not answer: connect ECONNREFUSED 127.0.0.1:1' },
  { name: "the client's error as a cause", error: fetchFailed(api(500, 'MARKER')), code: 'ERR_API', message: 'the API server did not answer: HTTP 500' },
  { name: 'a timeout', error: new DOMException('The operation was aborted due to timeout', 'TimeoutError'), code: 'ERR_API', message: 'the API server did not answer: The operation was aborted due to timeout' },
  { name: 'something thrown that is no error', error: 'oops', code: 'ERR_API', message: 'the API server did not answer: oops' },
];

describe('translate()', () => {
  for (const { name, error, code, message, status, reason } of cases) {
    it(`makes one of our errors of ${name}`, () => {
      const translated = translate(error, 'list pods');
      expect(translated).to.be.instanceOf(status === undefined ? ClusterUnreachableError : ClusterRequestError);
      expect(translated).to.include({ code, message: `Cannot list pods: ${message}`, cause: error, ...(status === undefined ? {} : { status, reason }) });
    });
  }

  it('leaves our own errors as they are', () => {
    const own = new NetproofError('ERR_USAGE', 'x');
    expect(translate(own, 'list pods')).to.equal(own);
  });
});

describe('leavesOpen()', () => {
  const failures = [
    { name: 'no answer', error: translate(refused, 'x'), expected: true },
    { name: 'an answer that it failed', error: translate(api(500, ''), 'x'), expected: true },
    { name: 'a refusal', error: translate(api(403, ''), 'x'), expected: false },
    { name: 'what has expired', error: translate(api(410, ''), 'x'), expected: false },
    { name: 'a name that is taken', error: translate(api(409, ''), 'x'), expected: false },
    { name: 'a mistake of ours', error: new TypeError('x'), expected: false },
  ];
  for (const { name, error, expected } of failures) it(`${expected ? 'yes' : 'no'}: ${name}`, () => expect(leavesOpen(error)).to.equal(expected));
});

describe('hasStatus()', () => {
  it('knows refusals by their status, and nothing else', () => {
    expect([hasStatus(translate(api(403, ''), 'x'), 403), hasStatus(translate(api(404, ''), 'x'), 403), hasStatus(translate(refused, 'x'), 403), hasStatus({ status: 403 }, 403)]).to.deep.equal([true, false, false, false]);
  });
});

describe('errorCodes', () => {
  it('tell a mistake, which stays, from an API server that does not answer', () => expect(errorCodes).to.deep.equal({ ERR_USAGE: 2, ERR_REFUSED: 2, ERR_API: 3, ERR_LAUNCH: 2, ERR_INTERRUPTED: 130 }));
});

describe('describeError()', () => {
  for (const { name, error, expected } of [
    { name: 'an error by its message', error: new Error('a'), expected: 'a' },
    { name: 'an error and its cause', error: new Error('a', { cause: new Error('b') }), expected: 'a: b' },
    { name: 'a cause once, where the message has it already', error: new Error('a: b', { cause: new Error('b') }), expected: 'a: b' },
    { name: "the client's error by its status, without headers and body", error: new ApiException(500, 'MARKER', 'MARKER', { cookie: 'MARKER' }), expected: 'HTTP 500' },
    { name: 'the same of a cause', error: new Error('a', { cause: new ApiException(500, 'MARKER', 'MARKER', {}) }), expected: 'a: HTTP 500' },
    { name: 'of ours nothing that caused it', error: new NetproofError('ERR_API', 'a', { cause: new Error('MARKER') }), expected: 'a' },
    { name: 'anything else as text', error: 7, expected: '7' },
  ]) it(`tells ${name}`, () => expect(describeError(error)).to.equal(expected));
});
