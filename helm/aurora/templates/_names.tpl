{{- define "aurora.fullname" -}}
{{- if contains "aurora" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-aurora" (.Release.Name | trunc 33 | trimSuffix "-") }}{{ end }}
{{- end }}

{{/* What selects a component's pods: never changes for a release. */}}
{{- define "aurora.selector" -}}
app.kubernetes.io/name: aurora
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "aurora.labels" -}}
{{ include "aurora.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "aurora.image" -}}
{{ printf "%s/%s:%s" .root.Values.image.registry .image (default .root.Chart.AppVersion .root.Values.image.tag) }}
{{- end }}

{{- define "aurora.secretName" -}}
{{ default (printf "%s-secrets" (include "aurora.fullname" .)) .Values.secrets.existing }}
{{- end }}

{{/* Where a component is found: HOST of its Service, with the namespace so that certificates can name it. */}}
{{- define "aurora.host" -}}
{{ printf "%s-%s.%s.svc" (include "aurora.fullname" .root) .component .root.Release.Namespace }}
{{- end }}

{{- define "aurora.tlsSecretName" -}}
{{ if eq .root.Values.tls.mode "secrets" }}{{ .root.Values.tls.secretPrefix }}-{{ .component }}{{ else }}{{ include "aurora.fullname" .root }}-{{ .component }}-tls{{ end }}
{{- end }}
