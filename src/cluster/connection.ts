/** The one way to the API server: where it is, who we are, how often we asked. */
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
import { refusal, translate } from './errors.ts';
import { impersonating } from './impersonation.ts';
import type { Impersonation } from './impersonation.ts';

export interface ConnectOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Asks as somebody else, if the cluster lets us. */
  readonly impersonate?: Impersonation;
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
  readonly calls: () => number;
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

/** No answer of the API server may take longer; what goes on (logs, watches) is not bounded by it. */
const requestTimeoutMs = 20_000;

/** @throws NetproofError ERR_USAGE if no cluster is configured */
export const connect = ({ kubeconfig, context, impersonate }: ConnectOptions): Connection => {
  const config = loadConfig(kubeconfig, context);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new NetproofError('ERR_USAGE', 'Cannot find a cluster: no kubeconfig names one (--kubeconfig, $KUBECONFIG, ~/.kube/config), and this is not a pod');

  let calls = 0;
  let dispatcher: Dispatcher | undefined;
  // The client makes a new agent, and so a new TLS connection, for every request; one is enough for all of them.
  const authenticate = async (request: RequestContext): Promise<void> => {
    await config.applySecurityAuthentication(request);
    dispatcher ??= impersonate === undefined ? request.getDispatcher() : (request.getDispatcher() ?? new Agent()).compose(impersonating(impersonate));
    if (dispatcher) request.setDispatcher(dispatcher);
  };
  const configuration: Configuration = createConfiguration({
    baseServer: new ServerConfiguration(cluster.server, {}),
    authMethods: { default: { getName: () => 'kubeconfig', applySecurityAuthentication: authenticate } },
    promiseMiddleware: [
      {
        pre: (request) => {
          calls += 1;
          request.setSignal(AbortSignal.timeout(requestTimeoutMs));
          return Promise.resolve(request);
        },
        post: (response) => Promise.resolve(response),
      },
    ],
  });

  /** @throws ClusterRequestError where the answer is no */
  const open = async (path: string, query: Readonly<Record<string, string>>, signal: AbortSignal, accept?: string): Promise<Response> => {
    calls += 1;
    const url = new URL(cluster.server.replace(/\/$/, '') + path);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const request = new RequestContext(url.toString(), HttpMethod.GET);
    await authenticate(request);
    const headers = { ...request.getHeaders(), ...(accept === undefined ? {} : { accept }) };
    const response = await fetch(url, { headers, signal, ...(dispatcher ? { dispatcher } : {}) });
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
    calls: () => calls,
    get: async (path, query, accept) => {
      try {
        return await (await open(path, query, AbortSignal.timeout(requestTimeoutMs), accept)).json();
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
    throw new NetproofError('ERR_USAGE', `Cannot read the kubeconfig${kubeconfig === undefined ? '' : ` "${kubeconfig}"`}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
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
