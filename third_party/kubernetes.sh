#!/usr/bin/env bash
# What tests/deploy/cluster/ needs, in build/third_party/kubernetes: `server` (a Kubernetes of one process, in that folder), kubectl
# and helm, compiled from one Go module whose go.sum pins every source. 3 GB in Go's caches; only those tests ask for it.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
source=$root/tests/deploy/cluster/server
begin kubernetes "$source"/go.* "$source"/*.go

# This Go, whatever go.mod would rather have, and exactly what go.mod and go.sum name.
export GOTOOLCHAIN=local GOFLAGS=-mod=readonly GOWORK=off
cd "$source"
kubernetes=$(retry go list -m -f '{{.Version}}' k8s.io/kubernetes)
helm=$(go list -m -f '{{.Version}}' helm.sh/helm/v3)
IFS=. read -r _ minor _ <<< "$kubernetes"
flags="-s -w -X helm.sh/helm/v3/internal/version.version=$helm"
for rules in chartutil lint/rules; do
  flags+=" -X helm.sh/helm/v3/pkg/$rules.k8sVersionMajor=1 -X helm.sh/helm/v3/pkg/$rules.k8sVersionMinor=$minor"
done
for version in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
  flags+=" -X $version.gitVersion=$kubernetes -X $version.gitMajor=1 -X $version.gitMinor=$minor"
done
mkdir "$scratch/made"
# Quickly compiled rather than quick: nothing inlined, nothing for debuggers, no C, and a collector of garbage that comes seldom take
# two fifths off. Two compilers at once need 2 GB; what comes again needs none of them.
export CGO_ENABLED=0 GOGC=400
retry nice -n 10 go build -p 2 -trimpath -buildvcs=false -gcflags 'all=-l -dwarf=false' -ldflags "$flags" -o "$scratch/made/" . k8s.io/kubernetes/cmd/kubectl helm.sh/helm/v3/cmd/helm
finish "$scratch/made"
