/** What to do about an error, where anything but mending what it names is worth a try. */
import { ClusterRequestError } from '../cluster/errors.ts';
import type { ErrorCode, NetproofError } from '../errors.ts';

interface Advice {
  readonly code: ErrorCode;
  /** Of the API server's answer; any if absent. */
  readonly status?: number;
  /** Whether it is an answer of the API server's, and not the want of one; either if absent. */
  readonly answered?: true;
  /** What the message has in it; anything if absent. */
  readonly says?: RegExp;
  readonly next: string;
}

const rights = 'docs/safety.md has the rights that each command needs; kubectl auth can-i --list shows yours; --context or --as asks as somebody else';

/** The first that fits counts. */
const advices: readonly Advice[] = [
  { code: 'ERR_USAGE', says: /^Cannot find a cluster/, next: 'kubectl config get-contexts shows the clusters that you know; choose one with --context, or a file with --kubeconfig' },
  { code: 'ERR_USAGE', says: /there is no namespace|namespace .* does not exist/i, next: 'kubectl get namespaces shows those that there are' },
  { code: 'ERR_USAGE', says: /^Cannot tell which image/, next: 'no image is published yet: docker build -t REGISTRY/netproof:TAG . and docker push it, where the nodes can pull it from' },
  { code: 'ERR_REFUSED', status: 401, next: 'the API server does not know these credentials: log in again; kubectl auth whoami shows whom it takes you for' },
  { code: 'ERR_REFUSED', says: /impersonate/, next: '--as needs the right to impersonate: kubectl auth can-i impersonate users' },
  { code: 'ERR_REFUSED', says: /\bforbidden: exceeded quota|exceeded quota/, next: 'make room in the ResourceQuota of that namespace; netproof plan shows how many pods a run creates there' },
  { code: 'ERR_REFUSED', says: /admission webhook|violates PodSecurity|denied the request/, next: 'let probe pods pass there (docs/safety.md tells what they look like), or take that source out of the matrix' },
  { code: 'ERR_REFUSED', status: 403, next: rights },
  { code: 'ERR_REFUSED', says: /no permission to|forbidden/, next: rights },
  { code: 'ERR_API', says: /failed calling webhook/, next: 'a webhook of this cluster does not answer: kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations shows whose it is' },
  { code: 'ERR_API', answered: true, next: 'the API server is busy or broken: try again in a while' },
  { code: 'ERR_API', says: /certificate/, next: 'the certificate of the API server does not fit the kubeconfig: is it of another cluster, or older than this one? kubectl cluster-info asks the same' },
  { code: 'ERR_API', next: 'is this the right cluster, and does it run? kubectl config current-context and kubectl cluster-info show; --context chooses another' },
  { code: 'ERR_LAUNCH', says: /ErrImage|ImagePull|InvalidImageName/, next: 'can the nodes pull this image? --image wants its full name; a private registry needs --image-pull-secret' },
  { code: 'ERR_LAUNCH', says: /cannot be scheduled/, next: 'no node takes the pods: look for taints, full nodes and quotas with kubectl describe nodes' },
  { code: 'ERR_LAUNCH', says: /ended with code/, next: 'is --image an image of netproof, of this version?' },
  { code: 'ERR_LAUNCH', next: 'the pods are gone already; kubectl get events -A --sort-by=.lastTimestamp still knows what happened to them' },
];

/** @returns absent where the message says it all */
export const nextStep = (error: NetproofError): string | undefined =>
  advices.find(
    ({ code, status, answered, says }) =>
      code === error.code &&
      (answered === undefined || error instanceof ClusterRequestError) &&
      (status === undefined || (error instanceof ClusterRequestError && error.status === status)) &&
      (says === undefined || says.test(error.message)),
  )?.next;
