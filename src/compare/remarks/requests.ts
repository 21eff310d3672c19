import type { Recording } from '../../model/recording.ts';

/** It costs time, not verdicts; but whoever runs the API server may want to know. */
export const remarksOnRequests = ({ apiCalls, apiRetries = 0 }: Recording): string[] =>
  apiRetries === 0 ? [] : [`${apiRetries} of ${apiCalls} requests were made again: the API server did not answer, or was busy`];
