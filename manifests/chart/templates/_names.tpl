{{/* A name of at most so many characters; what is cut off lives on in a hash. Takes the length and the name. */}}
{{- define "netproof.short" -}}
{{- $max := index . 0 }}{{ $name := index . 1 -}}
{{- if gt (len $name) $max }}{{ printf "%s-%s" ($name | trunc (int (sub $max 9)) | trimSuffix "-") (sha256sum $name | trunc 8) }}{{ else }}{{ $name }}{{ end -}}
{{- end }}

{{/* Of what lies in the release's namespace. Short enough that a CronJob may add to it, and its Jobs to that. */}}
{{- define "netproof.fullname" -}}
{{- $release := ternary .Release.Name (printf "%s-netproof" .Release.Name) (contains "netproof" .Release.Name) -}}
{{- include "netproof.short" (list 43 (default $release .Values.fullnameOverride | replace "." "-")) -}}
{{- end }}

{{/* Of what lies elsewhere, where a release of the same name in another namespace must not meet it. */}}
{{- define "netproof.away" -}}
{{- .Release.Namespace }}.{{ include "netproof.fullname" . -}}
{{- end }}

{{- define "netproof.serviceAccount" -}}
{{- default (include "netproof.fullname" .) .Values.serviceAccount.name -}}
{{- end }}

{{/* A namespace that is created for this release: netproof-control for netproof in netproof. Takes root and what it is for. */}}
{{- define "netproof.lent" -}}
{{- $root := index . 0 }}{{ $for := index . 1 -}}
{{- $name := include "netproof.fullname" $root -}}
{{- $base := ternary $name (printf "%s-%s" $root.Release.Namespace $name) (eq $name $root.Release.Namespace) -}}
{{- include "netproof.short" (list 55 $base) }}-{{ $for -}}
{{- end }}

{{- define "netproof.controlNamespace" -}}
{{- default (include "netproof.lent" (list . "control")) .Values.controlNamespace.name -}}
{{- end }}

{{- define "netproof.canaryNamespace" -}}
{{- default (include "netproof.lent" (list . "canary")) .Values.canaryNamespace.name -}}
{{- end }}

{{/* Whether anything asks the canary: only then is there a namespace for it. */}}
{{- define "netproof.asksCanary" -}}
{{- if or .Values.canary.enabled .Values.audit.enabled }}true{{ end -}}
{{- end }}

{{/* Where a CronJob keeps its reports, or nothing. Takes root and which one. */}}
{{- define "netproof.history" -}}
{{- $root := index . 0 }}{{ $which := index . 1 -}}
{{- if and $root.Values.history (get $root.Values $which).enabled }}{{ include "netproof.fullname" $root }}-{{ $which }}-history{{ end -}}
{{- end }}

{{/* Whose workloads are probed, as a YAML list. */}}
{{- define "netproof.guestNamespaces" -}}
{{- concat (ternary .Values.smoke.namespaces list .Values.smoke.enabled) (ternary .Values.audit.namespaces list .Values.audit.enabled) | uniq | toYaml -}}
{{- end }}

{{- define "netproof.labels" -}}
{{- with .Values.labels }}{{ toYaml . }}
{{ end -}}
{{ include "netproof.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "netproof.selector" -}}
app.kubernetes.io/name: netproof
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
