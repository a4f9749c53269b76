{{/*
Aurora's services: where their values are, what they listen on, which secrets they read and whom they call over gRPC, to
ClickHouse, PostgreSQL or a Grafana. Deployments, Services, NetworkPolicies, certificates and monitors are all made from this list.
*/}}
{{- define "aurora.services" -}}
gateway: {values: gateway, port: 7171, secrets: [admin-token, rpc-token, postgres], calls: [ingest, query-engine], uses: [postgresql, grafana]}
ingest: {values: ingest, port: 7180, secrets: [rpc-token, clickhouse-ingest, ingest-key, postgres], calls: [schema-inference, provisioning], uses: [clickhouse, postgresql, kafka]}
schema-inference: {values: schemaInference, port: 7180, secrets: [rpc-token], calls: [], uses: []}
query-engine: {values: queryEngine, port: 7180, secrets: [rpc-token, clickhouse-query, clickhouse-catalog, postgres], calls: [embedding], uses: [clickhouse, postgresql, model]}
embedding: {values: embedding, port: 7180, secrets: [rpc-token], calls: [], uses: [embedding-endpoint]}
provisioning: {values: provisioning, port: 7180, secrets: [rpc-token, clickhouse-admin, clickhouse-ingest, clickhouse-query, clickhouse-catalog], calls: [], uses: [clickhouse, grafana]}
{{- end }}

{{/* Whether backups are made, or one is being restored; the latter with no service running. */}}
{{- define "aurora.backup" -}}
{{- if or .Values.backup.enabled .Values.backup.restore.from }}true{{ end }}
{{- end }}

{{/* Whether the number of replicas is another's to decide. */}}
{{- define "aurora.autoscaled" -}}
{{- if not .root.Values.backup.restore.from }}
{{- if and (eq .component "ingest") (ne .root.Values.ingest.autoscaling.kind "none") }}true{{ end }}
{{- if and (eq .component "query-engine") .root.Values.queryEngine.autoscaling.enabled }}true{{ end }}
{{- end }}
{{- end }}
