import { expect } from 'chai';
import { defaultPatience, isTransient, mayPass, pauseAfter } from '../../../../src/cluster/requests/transient.ts';

const error = (code: string, cause?: unknown): Error => Object.assign(new Error('fetch failed', cause === undefined ? undefined : { cause }), code === '' ? {} : { code });

const conflict = (message: string): { status: number; text: string } => ({ status: 409, text: JSON.stringify({ kind: 'Status', reason: 'Conflict', message }) });
const busy = (seconds: string) => ({ status: 429, headers: { 'retry-after': seconds }, text: '' });

describe('isTransient()', () => {
  const cases = [
    ...[408, 429, 500, 502, 503, 504].map((status) => ({ name: `${status}`, status, text: '', expected: true })),
    ...[200, 201, 400, 401, 403, 404, 410, 422].map((status) => ({ name: `${status}`, status, text: '', expected: false })),
    { name: 'a quota that another changed meanwhile', ...conflict('Operation cannot be fulfilled on resourcequotas "q": the object has been modified; please apply your changes to the latest version and try again'), expected: true },
    { name: 'a precondition that fails', ...conflict('Precondition failed: UID in precondition: a, UID in object meta: b'), expected: false },
    { name: 'a name that is taken', status: 409, text: '{"reason":"AlreadyExists","message":"pods \\"a\\" already exists"}', expected: false },
    { name: 'a namespace that ends', ...conflict('Operation cannot be fulfilled on namespaces "a": The system is ensuring all content is removed from this namespace.'), expected: false },
  ];
  for (const { name, status, text, expected } of cases) it(`${expected ? 'waits out' : 'takes for an answer'}: ${name}`, () => expect(isTransient({ status, text })).to.equal(expected));
});

describe('mayPass()', () => {
  const cases = [
    { name: 'nobody listens, before the first answer', error: error('', error('ECONNREFUSED')), heard: false, expected: false },
    { name: 'nobody listens on any address, before the first answer', error: error('', new AggregateError([error('ECONNREFUSED'), error('ECONNREFUSED')])), heard: false, expected: false },
    { name: 'nobody listens any more', error: error('', error('ECONNREFUSED')), heard: true, expected: true },
    { name: 'a name that nobody knows', error: error('', error('ENOTFOUND')), heard: false, expected: false },
    { name: 'a server that does not speak HTTP', error: error('', error('HPE_INVALID_CONSTANT')), heard: false, expected: false },
    { name: 'a server that does not speak TLS', error: error('', error('EPROTO')), heard: false, expected: false },
    { name: 'a connection that broke', error: error('', error('ECONNRESET')), heard: false, expected: true },
    { name: 'no answer in time', error: new DOMException('timeout', 'TimeoutError'), heard: false, expected: true },
    { name: 'a foreign certificate', error: error('', error('UNABLE_TO_VERIFY_LEAF_SIGNATURE')), heard: true, expected: false },
    { name: 'a certificate for another name', error: error('', error('ERR_TLS_CERT_ALTNAME_INVALID')), heard: true, expected: false },
    { name: 'nothing, since there was an answer', error: undefined, heard: false, expected: true },
  ];
  for (const { name, error: failure, heard, expected } of cases) it(`${expected ? 'yes' : 'no'}: ${name}`, () => expect(mayPass(failure, heard)).to.equal(expected));
});

describe('pauseAfter()', () => {
  const cases = [
    { name: 'begins short', tries: 1, random: 0, expected: 125 },
    { name: 'is longer by chance', tries: 1, random: 1, expected: 250 },
    { name: 'doubles', tries: 3, random: 1, expected: 1000 },
    { name: 'has a longest', tries: 30, random: 1, expected: 2000 },
    { name: 'is as long as the server asks for', tries: 1, random: 0, answer: busy('7'), expected: 7000 },
    { name: 'is longer than that where it would be', tries: 9, random: 1, answer: busy('1'), expected: 2000 },
    { name: 'does not read dates', tries: 1, random: 0, answer: busy('Wed, 21 Oct 2026 07:28:00 GMT'), expected: 125 },
    { name: 'is never less than nothing', tries: 1, random: 0, answer: busy('-5'), expected: 125 },
  ];
  for (const { name, tries, random, answer, expected } of cases) it(name, () => expect(pauseAfter(tries, answer, defaultPatience, () => random)).to.equal(expected));
});
