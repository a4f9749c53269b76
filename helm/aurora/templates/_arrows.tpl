{{/*
Who may call whom, as a list `arrows` of {from, to, port}: what _services.tpl says of each service, the gateway's look at
everybody's health, and nothing else. Components that are not deployed here have no arrows; see network-policies.yaml for
what leads out of the cluster.
*/}}
{{- define "aurora.arrows" -}}
{{- $arrows := list }}
{{- range $name, $service := include "aurora.services" . | fromYaml }}
{{- range $service.calls }}{{ $arrows = append $arrows (dict "from" $name "to" . "port" 7180) }}{{ end }}
{{- if ne $name "gateway" }}{{ $arrows = append $arrows (dict "from" "gateway" "to" $name "port" 7190) }}{{ end }}
{{- if and (has "clickhouse" $service.uses) (eq $.Values.clickhouse.mode "embedded") }}{{ $arrows = append $arrows (dict "from" $name "to" "clickhouse" "port" 8123) }}{{ end }}
{{- if and (has "postgresql" $service.uses) (eq $.Values.postgresql.mode "small") }}{{ $arrows = append $arrows (dict "from" $name "to" "postgresql" "port" 5432) }}{{ end }}
{{- end }}
{{- if include "aurora.backup" . }}
{{- $arrows = concat $arrows (list (dict "from" "backup" "to" "gateway" "port" 7171) (dict "from" "backup" "to" "clickhouse" "port" 8123)) }}
{{- if eq .Values.postgresql.mode "small" }}{{ $arrows = append $arrows (dict "from" "backup" "to" "postgresql" "port" 5432) }}{{ end }}
{{- end }}
{{- $arrows = append $arrows (dict "from" "test" "to" "gateway" "port" 7171) }}
{{- dict "arrows" $arrows | toYaml }}
{{- end }}

{{/* Peers outside: `to` of the values, or anywhere. */}}
{{- define "aurora.egress" -}}
- {{ if .to }}to: {{- toYaml .to | nindent 4 }}
  {{ end }}ports:
  {{- range .ports }}
    - {protocol: TCP, port: {{ . }}}
  {{- end }}
{{- end }}

{{/* The port that a URL leads to. */}}
{{- define "aurora.urlPort" -}}
{{- $url := urlParse . }}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (ternary "443" "80" (eq $url.scheme "https")) }}
{{- end }}
