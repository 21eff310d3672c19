/**
 * Whether a node sends on what comes to this port, and nobody knows to whom: the API server's default range for Services.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
 */
export const isNodePort = (port: number): boolean => port >= 30_000 && port <= 32_767;
