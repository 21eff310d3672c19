{{- define "netproof.image" -}}
{{- with .Values.image -}}
{{- required "image.repository: no image is published yet; build it and give --set image.repository=REGISTRY/netproof" .repository -}}
{{- if .digest }}@{{ .digest }}{{ else }}:{{ default $.Chart.AppVersion .tag }}{{ end -}}
{{- end -}}
{{- end }}

{{/* What the values say of all pods, as flags for the probe pods. */}}
{{- define "netproof.probeFlags" -}}
{{- $probes := .Values.probes -}}
{{- range .Values.image.pullSecrets }}
- --image-pull-secret={{ . }}
{{- end }}
{{- range $key, $value := ternary $probes.nodeSelector .Values.nodeSelector (hasKey $probes "nodeSelector") }}
- {{ printf "--node-selector=%s=%s" $key $value | quote }}
{{- end }}
{{- range ternary $probes.tolerations .Values.tolerations (hasKey $probes "tolerations") }}
- "--toleration={{ default "*" .key }}{{ with .value }}={{ . }}{{ end }}{{ with .effect }}:{{ . }}{{ end }}"
{{- end }}
{{- with ternary $probes.priorityClassName .Values.priorityClassName (hasKey $probes "priorityClassName") }}
- --priority-class={{ . }}
{{- end }}
{{- end }}

{{/* The pod of every Job. Takes root; args: a command of netproof; extraArgs; asksCanary; matrix, history: a ConfigMap's name, or "". */}}
{{- define "netproof.podSpec" -}}
{{- $root := .root -}}
{{- $args := concat (list "/netproof/netproof.cjs") .args (list (printf "--control-namespace=%s" (include "netproof.controlNamespace" $root))) -}}
{{- if .asksCanary }}{{ $args = append $args (printf "--canary-namespace=%s" (include "netproof.canaryNamespace" $root)) }}{{ end -}}
{{- with .history }}{{ $args = append $args (printf "--history=configmap/%s/%s" $root.Release.Namespace .) }}{{ end -}}
{{- range $root.Values.publish }}{{ $args = append $args (printf "--publish=%s" .) }}{{ end -}}
{{- $args = concat $args (include "netproof.probeFlags" $root | fromYamlArray) $root.Values.extraArgs .extraArgs -}}
restartPolicy: Never
serviceAccountName: {{ include "netproof.serviceAccount" $root }}
# Time to remove what it has created, should it be stopped.
terminationGracePeriodSeconds: 60
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
nodeSelector: {{- toYaml (merge dict $root.Values.nodeSelector (dict "kubernetes.io/os" "linux")) | nindent 2 }}
{{- with $root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
containers:
  - name: netproof
    image: {{ include "netproof.image" $root | quote }}
    {{- with $root.Values.image.pullPolicy }}
    imagePullPolicy: {{ . }}
    {{- end }}
    args: {{- toYaml $args | nindent 6 }}
    env:
      # Its own pod, whose image the probe pods get, too.
      - {name: NETPROOF_POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
      - {name: NETPROOF_POD_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
    resources: {{- toYaml $root.Values.resources | nindent 6 }}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities: {drop: [ALL]}
    {{- if .matrix }}
    volumeMounts:
      - {name: matrix, mountPath: /etc/netproof, readOnly: true}
    {{- end }}
{{- if .matrix }}
volumes:
  - name: matrix
    configMap: {name: {{ .matrix }}}
{{- end }}
{{- end }}

{{/* With a proxy beside it, its pod would never end. */}}
{{- define "netproof.podMetadata" -}}
labels:
  {{- include "netproof.labels" . | nindent 2 }}
  sidecar.istio.io/inject: "false"
annotations:
  linkerd.io/inject: disabled
  {{- with .Values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{/* Takes what netproof.podSpec takes. */}}
{{- define "netproof.jobSpec" -}}
# A second try would hide that the first one failed.
backoffLimit: 0
activeDeadlineSeconds: {{ .root.Values.activeDeadlineSeconds }}
ttlSecondsAfterFinished: 604800
template:
  metadata: {{- include "netproof.podMetadata" .root | nindent 4 }}
  spec: {{- include "netproof.podSpec" . | nindent 4 }}
{{- end }}

{{/* Takes what netproof.podSpec takes, and schedule. */}}
{{- define "netproof.cronJobSpec" -}}
schedule: {{ .schedule | quote }}
concurrencyPolicy: Forbid
# One that could not start within an hour is left out.
startingDeadlineSeconds: 3600
successfulJobsHistoryLimit: 3
failedJobsHistoryLimit: 3
jobTemplate:
  spec: {{- include "netproof.jobSpec" . | nindent 4 }}
{{- end }}
