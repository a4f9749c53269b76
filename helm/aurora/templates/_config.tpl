{{/* One configuration file a service, as the service itself documents it with --print-config. */}}

{{- define "aurora.config.common" -}}
admin: {listen: "0.0.0.0:7190"}
drain: {timeout: 20s}
{{- end }}

{{- define "aurora.config.server" -}}
grpc:
  listen: 0.0.0.0:7180
  token_file: /run/secrets/aurora/rpc-token
{{- if ne .Values.tls.mode "none" }}
  tls: {ca_file: /etc/aurora/tls/ca.crt, certificate_file: /etc/aurora/tls/tls.crt, key_file: /etc/aurora/tls/tls.key}
{{- end }}
{{- end }}

{{- define "aurora.config.peer" -}}
address: {{ include "aurora.host" . }}:7180
token_file: /run/secrets/aurora/rpc-token
{{- if ne .root.Values.tls.mode "none" }}
tls: {ca_file: /etc/aurora/tls/ca.crt, certificate_file: /etc/aurora/tls/tls.crt, key_file: /etc/aurora/tls/tls.key}
{{- end }}
{{- end }}

{{- define "aurora.clickhouseUrl" -}}
{{ if eq .Values.clickhouse.mode "external" }}{{ .Values.clickhouse.external.url }}{{ else }}http://{{ include "aurora.host" (dict "root" . "component" "clickhouse") }}:8123{{ end }}
{{- end }}

{{- define "aurora.config.clickhouse" -}}
url: {{ include "aurora.clickhouseUrl" .root | quote }}
user: {{ .user }}
password_file: /run/secrets/aurora/{{ .secret }}
{{- end }}

{{- define "aurora.config.clickhouseCa" -}}
{{- if and (eq .Values.clickhouse.mode "external") .Values.clickhouse.external.caSecret }}ca_file: /etc/aurora/clickhouse-ca/ca.crt{{ end }}
{{- end }}

{{/* database: gatewayDatabase | ingestDatabase | queryEngineDatabase */}}
{{- define "aurora.config.state" -}}
{{- $external := .root.Values.postgresql.external }}
{{- if eq .root.Values.postgresql.mode "external" }}
url: {{ printf "postgresql://%s@%s:%v/%s?sslmode=%s" $external.user $external.host $external.port (get $external .database) $external.sslmode | quote }}
{{- else }}
url: {{ printf "postgresql://aurora@%s/%s" (include "aurora.host" (dict "root" .root "component" "postgresql")) (get (dict "gatewayDatabase" "aurora_gateway" "ingestDatabase" "aurora_ingest" "queryEngineDatabase" "aurora_query_engine") .database) | quote }}
{{- end }}
password_file: /run/secrets/aurora/postgres
{{- end }}

{{/* Nothing where there is no Grafana. */}}
{{- define "aurora.config.grafana" -}}
url: {{ .Values.grafana.url | quote }}
{{- if .Values.grafana.caSecret }}
ca_file: /etc/aurora/grafana-ca/ca.crt
{{- end }}
{{- end }}

{{- define "aurora.config.gateway" -}}
{{ include "aurora.config.common" . }}
http: {listen: "0.0.0.0:7171", public_url: {{ .Values.publicUrl | quote }}}
state: {{- include "aurora.config.state" (dict "root" . "database" "gatewayDatabase") | nindent 2 }}
auth: {admin_token_file: /run/secrets/aurora/admin-token}
{{- if .Values.grafana.url }}
grafana: {{- include "aurora.config.grafana" . | nindent 2 }}
{{- end }}
ingest: {{- include "aurora.config.peer" (dict "root" . "component" "ingest") | nindent 2 }}
query_engine: {{- include "aurora.config.peer" (dict "root" . "component" "query-engine") | nindent 2 }}
status:
  parts:
{{- range $name := list "provisioning" "schema-inference" "embedding" "query-engine" "ingest" }}
{{- $host := include "aurora.host" (dict "root" $ "component" $name) }}
    - {{ $name }} {{ $host }}:7180 {{ $host }}:7190
{{- end }}
{{- end }}

{{- define "aurora.config.ingest" -}}
{{ include "aurora.config.common" . }}
{{ include "aurora.config.server" . }}
clickhouse:
  {{- include "aurora.config.clickhouse" (dict "root" . "user" "aurora_ingest" "secret" "clickhouse-ingest") | nindent 2 }}
  {{- include "aurora.config.clickhouseCa" . | nindent 2 }}
schema_inference: {{- include "aurora.config.peer" (dict "root" . "component" "schema-inference") | nindent 2 }}
provisioning: {{- include "aurora.config.peer" (dict "root" . "component" "provisioning") | nindent 2 }}
state: {{- include "aurora.config.state" (dict "root" . "database" "ingestDatabase") | nindent 2 }}
  # The same for all replicas; each has an instance file of its own.
  key_file: /run/secrets/aurora/ingest-key
instance_file: /var/lib/aurora/instance
{{- end }}

{{- define "aurora.config.schema-inference" -}}
{{ include "aurora.config.common" . }}
{{ include "aurora.config.server" . }}
{{- end }}

{{- define "aurora.config.query-engine" -}}
{{ include "aurora.config.common" . }}
{{ include "aurora.config.server" . }}
clickhouse:
  {{- include "aurora.config.clickhouse" (dict "root" . "user" "aurora_query" "secret" "clickhouse-query") | nindent 2 }}
  {{- include "aurora.config.clickhouseCa" . | nindent 2 }}
catalog: {{- include "aurora.config.clickhouse" (dict "root" . "user" "aurora_catalog" "secret" "clickhouse-catalog") | nindent 2 }}
state: {{- include "aurora.config.state" (dict "root" . "database" "queryEngineDatabase") | nindent 2 }}
embedding: {{- include "aurora.config.peer" (dict "root" . "component" "embedding") | nindent 2 }}
{{- with .Values.queryEngine.model }}
{{- if .endpoint }}
model:
  endpoint: {{ .endpoint | quote }}
  name: {{ .name | quote }}
  {{- if .keySecret }}
  api_key_file: /run/secrets/model/api-key
  {{- end }}
  {{- if .caSecret }}
  ca_file: /etc/aurora/model-ca/ca.crt
  {{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "aurora.config.embedding" -}}
{{ include "aurora.config.common" . }}
{{ include "aurora.config.server" . }}
cache: {path: /var/lib/aurora/embedding-cache}
{{- end }}

{{- define "aurora.config.provisioning" -}}
{{ include "aurora.config.common" . }}
{{ include "aurora.config.server" . }}
clickhouse:
  {{- $admin := ternary .Values.clickhouse.external.adminUser "aurora_admin" (eq .Values.clickhouse.mode "external") }}
  {{- include "aurora.config.clickhouse" (dict "root" . "user" $admin "secret" "clickhouse-admin") | nindent 2 }}
  {{- include "aurora.config.clickhouseCa" . | nindent 2 }}
users:
  ingest: {password_file: /run/secrets/aurora/clickhouse-ingest}
  query: {password_file: /run/secrets/aurora/clickhouse-query}
  catalog: {password_file: /run/secrets/aurora/clickhouse-catalog}
{{- if and .Values.grafana.url .Values.grafana.tokenSecret }}
grafana:
  {{- include "aurora.config.grafana" . | nindent 2 }}
  password_file: /run/secrets/grafana/token
{{- end }}
{{- end }}

{{/* The file of --stores. The gateway answers to localhost whatever its public URL is. */}}
{{- define "aurora.config.backup" -}}
gateway:
  url: {{ printf "http://%s:%v" (include "aurora.host" (dict "root" . "component" "gateway")) .Values.gateway.service.port | quote }}
  host: localhost
  token_file: /run/secrets/aurora/admin-token
clickhouse:
  {{- include "aurora.config.clickhouse" (dict "root" . "user" "aurora_admin" "secret" "clickhouse-admin") | nindent 2 }}
  backups: /var/lib/aurora/backups
state:
  ingest:
    {{- include "aurora.config.state" (dict "root" . "database" "ingestDatabase") | nindent 4 }}
    key_file: /run/secrets/aurora/ingest-key
  gateway: {{- include "aurora.config.state" (dict "root" . "database" "gatewayDatabase") | nindent 4 }}
  query_engine: {{- include "aurora.config.state" (dict "root" . "database" "queryEngineDatabase") | nindent 4 }}
{{- end }}

{{- define "aurora.config.clickhouse-server" -}}
{{ include "aurora.config.common" . }}
# Below the volume's root, which is not its user's: he may write there, and not say who else may.
data_path: /var/lib/aurora/clickhouse
listen_host: 0.0.0.0
http_port: 8123
tcp_port: 9000
users:
  # Who may connect at all is the NetworkPolicy's to say.
  networks: ["0.0.0.0/0", "::/0"]
  admin: {password_file: /run/secrets/aurora/clickhouse-admin}
  ingest: {password_file: /run/secrets/aurora/clickhouse-ingest}
  query: {password_file: /run/secrets/aurora/clickhouse-query}
  catalog: {password_file: /run/secrets/aurora/clickhouse-catalog}
{{- end }}

{{/* The whole file of a service: what is above, and the value `config` over it. */}}
{{- define "aurora.config" -}}
{{- $config := include (printf "aurora.config.%s" .component) .root | fromYaml }}
{{- if $config.Error }}{{ fail (printf "%s: %s" .component $config.Error) }}{{ end }}
{{- toYaml (mergeOverwrite $config (deepCopy .over)) }}
{{- end }}
