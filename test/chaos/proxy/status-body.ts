/** What the API server says beside each status, in its own words. */
const told: Readonly<Record<number, { readonly reason: string; readonly message: string }>> = {
  408: { reason: 'Timeout', message: 'request did not complete within requested timeout' },
  409: { reason: 'Conflict', message: 'Operation cannot be fulfilled on resourcequotas "q": the object has been modified; please apply your changes to the latest version and try again' },
  410: { reason: 'Expired', message: 'The provided continue parameter is too old to display a consistent list result.' },
  429: { reason: 'TooManyRequests', message: 'the server has received too many requests and has asked us to try again later' },
  500: { reason: 'InternalError', message: 'Internal error occurred: etcdserver: leader changed' },
  503: { reason: 'ServiceUnavailable', message: 'the server is currently unable to handle the request' },
  504: { reason: 'Timeout', message: 'Timeout: request did not complete within requested timeout - context deadline exceeded' },
};

export const statusBody = (code: number): object => ({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', ...told[code], code });
