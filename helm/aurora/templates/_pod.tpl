{{/* What PodSecurity "restricted" asks for, in every pod and container. */}}
{{- define "aurora.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .uid }}
runAsGroup: {{ .uid }}
fsGroup: {{ .uid }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "aurora.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "aurora.probes" -}}
# A start may have migrations to do; after it a process that does not even say that it lives is started again.
startupProbe: {httpGet: {path: /healthz, port: admin}, periodSeconds: 2, failureThreshold: 60}
livenessProbe: {httpGet: {path: /healthz, port: admin}, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3}
readinessProbe: {httpGet: {path: /readyz, port: admin}, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2}
{{- end }}

{{/* What a component has of Grafana's secrets: "yes" or nothing. Only provisioning writes there. */}}
{{- define "aurora.grafanaCa" -}}
{{- if and (has "grafana" .uses) .root.Values.grafana.url .root.Values.grafana.caSecret }}yes{{ end }}
{{- end }}
{{- define "aurora.grafanaToken" -}}
{{- if and (eq .component "provisioning") .root.Values.grafana.url .root.Values.grafana.tokenSecret }}yes{{ end }}
{{- end }}

{{/* root, component, secrets: volumes of the configuration, of the secrets named and of the certificate. */}}
{{- define "aurora.volumes" -}}
- name: config
  configMap: {name: {{ include "aurora.fullname" .root }}-{{ .component }}}
- name: secrets
  secret:
    secretName: {{ include "aurora.secretName" .root }}
    defaultMode: 0440
    items:
    {{- range .secrets }}
      - {key: {{ . }}, path: {{ . }}}
    {{- end }}
{{- if and .tls (ne .root.Values.tls.mode "none") }}
- name: tls
  secret: {secretName: {{ include "aurora.tlsSecretName" . }}, defaultMode: 0440}
{{- end }}
{{- if and (has "clickhouse" .uses) (include "aurora.config.clickhouseCa" .root) }}
- name: clickhouse-ca
  secret: {secretName: {{ .root.Values.clickhouse.external.caSecret }}, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- with .root.Values.queryEngine.model }}
{{- if and (has "model" $.uses) .endpoint .keySecret }}
- name: model-key
  secret: {secretName: {{ .keySecret }}, defaultMode: 0440, items: [{key: api-key, path: api-key}]}
{{- end }}
{{- if and (has "model" $.uses) .endpoint .caSecret }}
- name: model-ca
  secret: {secretName: {{ .caSecret }}, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- end }}
{{- if include "aurora.grafanaCa" . }}
- name: grafana-ca
  secret: {secretName: {{ .root.Values.grafana.caSecret }}, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- if include "aurora.grafanaToken" . }}
- name: grafana-token
  secret: {secretName: {{ .root.Values.grafana.tokenSecret }}, defaultMode: 0440, items: [{key: token, path: token}]}
{{- end }}
{{- end }}

{{- define "aurora.volumeMounts" -}}
- {name: config, mountPath: /etc/aurora/config, readOnly: true}
- {name: secrets, mountPath: /run/secrets/aurora, readOnly: true}
- {name: state, mountPath: /var/lib/aurora}
{{- if and .tls (ne .root.Values.tls.mode "none") }}
- {name: tls, mountPath: /etc/aurora/tls, readOnly: true}
{{- end }}
{{- if and (has "clickhouse" .uses) (include "aurora.config.clickhouseCa" .root) }}
- {name: clickhouse-ca, mountPath: /etc/aurora/clickhouse-ca, readOnly: true}
{{- end }}
{{- with .root.Values.queryEngine.model }}
{{- if and (has "model" $.uses) .endpoint .keySecret }}
- {name: model-key, mountPath: /run/secrets/model, readOnly: true}
{{- end }}
{{- if and (has "model" $.uses) .endpoint .caSecret }}
- {name: model-ca, mountPath: /etc/aurora/model-ca, readOnly: true}
{{- end }}
{{- end }}
{{- if include "aurora.grafanaCa" . }}
- {name: grafana-ca, mountPath: /etc/aurora/grafana-ca, readOnly: true}
{{- end }}
{{- if include "aurora.grafanaToken" . }}
- {name: grafana-token, mountPath: /run/secrets/grafana, readOnly: true}
{{- end }}
{{- end }}

{{/* Over zones first, then over nodes; never a reason not to start. */}}
{{- define "aurora.spread" -}}
{{- $selector := include "aurora.selector" . }}
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- $selector | nindent 6 }}
{{- end }}
{{- end }}
