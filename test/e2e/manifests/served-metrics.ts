import type { Kubectl } from '../support/kubectl.ts';

const fetchMetrics = "fetch('http://127.0.0.1:9090/metrics').then(async (answer) => console.log(await answer.text()))";

/** What the server of the overlay `serve` publishes, asked inside its pod: no route and no policy stands between. */
export const servedMetrics = (kubectl: Kubectl): Promise<string> => kubectl(['exec', '-n', 'netproof', 'deployment/netproof', '--', '/nodejs/bin/node', '-e', fetchMetrics]);
