/** A real HTTP server on 8080, as a pod that Pod Security "restricted" admits. */
export const httpPodSpec = {
  automountServiceAccountToken: false,
  terminationGracePeriodSeconds: 1,
  securityContext: { runAsNonRoot: true, runAsUser: 101, runAsGroup: 101, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'http',
      image: 'localhost/netproof-examples/http:1',
      imagePullPolicy: 'Never',
      readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    },
  ],
  volumes: [{ name: 'tmp', emptyDir: {} }],
} as const;
