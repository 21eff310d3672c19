/**
 * What `npm test` leaves to `npm run verify:e2e`: rows that ask what their neighbours ask, too, in another place. The tests
 * that everybody waits for would take an hour with them.
 */
export const isThorough = process.env['NETPROOF_THOROUGH'] === '1';
