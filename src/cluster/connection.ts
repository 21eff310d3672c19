/** The one way to the API server: where it is and who we are. */
import {
  AppsV1Api,
  AuthorizationV1Api,
  AutoscalingV2Api,
  CoordinationV1Api,
  CoreV1Api,
  createConfiguration,
  CustomObjectsApi,
  DiscoveryV1Api,
  EventsV1Api,
  HttpMethod,
  KubeConfig,
  NetworkingV1Api,
  PolicyV1Api,
  RequestContext,
  ServerConfiguration,
  VersionApi,
} from '@kubernetes/client-node';
import type { Configuration } from '@kubernetes/client-node';
import { Agent, fetch } from 'undici';
import type { Dispatcher, Response } from 'undici';
import { NetproofError } from '../errors.ts';
import { applyCredentials, refuseCredentialsIn, whyUnread } from './credentials.ts';
import { refusal, translate } from './errors.ts';
import { impersonating } from './impersonation.ts';
import type { Impersonation } from './impersonation.ts';
import type { Question } from './requests/exchange.ts';
import { defaultPace } from './requests/pace.ts';
import type { PaceLimits } from './requests/pace.ts';
import type { Retry } from './requests/persistent.ts';
import { createRequests } from './requests/requests.ts';
import type { RequestCounts } from './requests/requests.ts';

export interface ConnectOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Asks as somebody else, if the cluster lets us. */
  readonly impersonate?: Impersonation;
  /** How many requests it may make; kubectl's own numbers where none are given. */
  readonly pace?: PaceLimits;
  /** Told before a request is made again. */
  readonly onRetry?: (retry: Retry) => void;
  /** Whatever is under way when it comes is asked no more; what is asked after it is. */
  readonly hurry?: AbortSignal;
}

export interface Connection {
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly authorization: AuthorizationV1Api;
  readonly autoscaling: AutoscalingV2Api;
  readonly coordination: CoordinationV1Api;
  /** Whatever the typed clients do not know. */
  readonly custom: CustomObjectsApi;
  readonly discovery: DiscoveryV1Api;
  readonly events: EventsV1Api;
  readonly networking: NetworkingV1Api;
  readonly policy: PolicyV1Api;
  readonly version: VersionApi;
  /** That of the context, as kubectl takes it without -n. */
  readonly namespace: string;
  /** Requests made so far. */
  readonly counts: () => RequestCounts;
  /**
   * One answer as JSON, of whatever the typed clients do not know.
   *
   * @param accept media types, best first
   * @throws ClusterRequestError, ClusterUnreachableError
   */
  readonly get: (path: string, query: Readonly<Record<string, string>>, accept: string) => Promise<unknown>;
  /** A response that goes on: a log that is followed, or a watch. Ends with the signal, or when the server ends it. */
  readonly stream: (path: string, query: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
}

/** @throws NetproofError ERR_USAGE if no cluster is configured */
export const connect = ({ kubeconfig, context, impersonate, pace = defaultPace, ...rest }: ConnectOptions): Connection => {
  const config = loadConfig(kubeconfig, context);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new NetproofError('ERR_USAGE', 'Cannot find a cluster: no kubeconfig names one (--kubeconfig, $KUBECONFIG, ~/.kube/config), and this is not a pod');
  refuseCredentialsIn(cluster.server);

  const requests = createRequests(pace, rest);
  let dispatcher: Dispatcher | undefined;
  // The client makes a new agent, and so a new TLS connection, for every request; one is enough for all of them.
  const authenticate = async (request: RequestContext): Promise<void> => {
    await applyCredentials(config, request);
    dispatcher ??= impersonate === undefined ? request.getDispatcher() : (request.getDispatcher() ?? new Agent()).compose(impersonating(impersonate));
    if (dispatcher) request.setDispatcher(dispatcher);
  };
  const configuration: Configuration = createConfiguration({
    baseServer: new ServerConfiguration(cluster.server, {}),
    authMethods: { default: { getName: () => 'kubeconfig', applySecurityAuthentication: authenticate } },
    httpApi: requests.library,
  });

  const questionFor = async (path: string, query: Readonly<Record<string, string>>, accept?: string): Promise<Question> => {
    const url = new URL(cluster.server.replace(/\/$/, '') + path);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const request = new RequestContext(url.toString(), HttpMethod.GET);
    await authenticate(request);
    return { method: 'GET', url: url.toString(), headers: { ...request.getHeaders(), ...(accept === undefined ? {} : { accept }) }, ...(dispatcher ? { dispatcher } : {}) };
  };
  /** @throws ClusterRequestError where the answer is no */
  const open = async (path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response> => {
    const { url, ...question } = await questionFor(path, query);
    await requests.turn();
    const response = await fetch(url, { ...question, signal });
    if (response.ok) return response;
    throw refusal(`read ${path}`, response.status, await response.text());
  };

  return {
    core: new CoreV1Api(configuration),
    apps: new AppsV1Api(configuration),
    authorization: new AuthorizationV1Api(configuration),
    autoscaling: new AutoscalingV2Api(configuration),
    coordination: new CoordinationV1Api(configuration),
    custom: new CustomObjectsApi(configuration),
    discovery: new DiscoveryV1Api(configuration),
    events: new EventsV1Api(configuration),
    networking: new NetworkingV1Api(configuration),
    policy: new PolicyV1Api(configuration),
    version: new VersionApi(configuration),
    namespace: config.getContextObject(config.getCurrentContext())?.namespace || 'default',
    counts: requests.counts,
    get: async (path, query, accept) => {
      try {
        const { status, text } = await requests.ask(await questionFor(path, query, accept));
        if (status !== 200) throw refusal(`read ${path}`, status, text);
        return JSON.parse(text);
      } catch (error) {
        throw translate(error, `read ${path}`);
      }
    },
    stream: async (path, query, signal) => {
      try {
        return (await open(path, query, signal)).body ?? new ReadableStream<Uint8Array>();
      } catch (error) {
        throw translate(error, `read ${path}`);
      }
    },
  };
};

const loadConfig = (kubeconfig: string | undefined, context: string | undefined): KubeConfig => {
  const config = new KubeConfig();
  try {
    if (kubeconfig !== undefined) config.loadFromFile(kubeconfig);
    else config.loadFromDefault();
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot read the kubeconfig${kubeconfig === undefined ? '' : ` "${kubeconfig}"`}: ${whyUnread(error)}`, { cause: error });
  }
  // Where nothing is configured the client falls back to http://localhost:8080; that is nobody's cluster.
  if (config.getCurrentCluster()?.server === 'http://localhost:8080') config.loadFromOptions({ clusters: [], users: [], contexts: [] });
  if (context !== undefined) {
    if (!config.getContextObject(context)) {
      const known = config.getContexts().map(({ name }) => name);
      throw new NetproofError('ERR_USAGE', `Cannot use context "${context}": the kubeconfig has ${known.join(', ') || 'none'}`);
    }
    config.setCurrentContext(context);
  }
  return config;
};
