{{/* Who would see a guest: nothing is created where somebody else's object would take it for its own. */}}
{{- define "netproof.reviewRules" -}}
- apiGroups: [""]
  resources: [services, replicationcontrollers]
  verbs: [list]
- apiGroups: [apps]
  resources: [deployments, replicasets, daemonsets, statefulsets]
  verbs: [list]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [list]
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [list]
{{- end }}

{{/* Who answers behind the Services of live targets. */}}
{{- define "netproof.targetRules" -}}
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [list]
{{- end }}

{{/* Wherever pods of a run are. */}}
{{- define "netproof.podRules" -}}
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get]
- apiGroups: [""]
  resources: [pods]
  verbs: [create, patch, delete, list, watch]
- apiGroups: [""]
  resources: [pods/log]
  verbs: [get]
{{- end }}

{{/* A role and its binding to our account. Takes root, name, rules; a ClusterRole where there is no namespace. */}}
{{- define "netproof.role" -}}
{{- $cluster := ternary "" "Cluster" (hasKey . "namespace") -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $cluster }}Role
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- include "netproof.labels" .root | nindent 4 }}
rules:
  {{- .rules | trim | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $cluster }}RoleBinding
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- include "netproof.labels" .root | nindent 4 }}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: {{ $cluster }}Role, name: {{ .name }}}
subjects:
  - {kind: ServiceAccount, name: {{ include "netproof.serviceAccount" .root }}, namespace: {{ .root.Release.Namespace }}}
{{- end }}
