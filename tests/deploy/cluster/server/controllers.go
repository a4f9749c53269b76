package main

import (
	"context"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/scale"
	"k8s.io/controller-manager/pkg/informerfactory"
	"k8s.io/kubernetes/pkg/controller/clusterroleaggregation"
	"k8s.io/kubernetes/pkg/controller/deployment"
	"k8s.io/kubernetes/pkg/controller/disruption"
	"k8s.io/kubernetes/pkg/controller/garbagecollector"
	"k8s.io/kubernetes/pkg/controller/job"
	"k8s.io/kubernetes/pkg/controller/namespace"
	"k8s.io/kubernetes/pkg/controller/replicaset"
	"k8s.io/kubernetes/pkg/controller/serviceaccount"
	"k8s.io/kubernetes/pkg/controller/statefulset"
)

const (
	workers         = 5
	resyncEvery     = 10 * time.Minute
	discoverEvery   = 30 * time.Second
	informersFilled = time.Minute
)

// Those of kube-controller-manager that the chart's objects need, put together as it does. (Its program is not built: modules that
// it needs for volumes of clouds are not published everywhere.)
func startControllers(ctx context.Context, config *rest.Config, known informers.SharedInformerFactory) error {
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	metadataClient, err := metadata.NewForConfig(config)
	if err != nil {
		return err
	}
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(client.Discovery()))
	core, apps := known.Core().V1(), known.Apps().V1()

	deployments, err := deployment.NewDeploymentController(ctx, apps.Deployments(), apps.ReplicaSets(), core.Pods(), client)
	if err != nil {
		return err
	}
	go deployments.Run(ctx, workers)
	go replicaset.NewReplicaSetController(ctx, apps.ReplicaSets(), core.Pods(), client, replicaset.BurstReplicas).Run(ctx, workers)
	go statefulset.NewStatefulSetController(ctx, core.Pods(), apps.StatefulSets(), core.PersistentVolumeClaims(),
		apps.ControllerRevisions(), client).Run(ctx, workers)

	jobs, err := job.NewController(ctx, core.Pods(), known.Batch().V1().Jobs(), client)
	if err != nil {
		return err
	}
	go jobs.Run(ctx, workers)

	scales, err := scale.NewForConfig(config, mapper, dynamic.LegacyAPIPathResolverFunc, scale.NewDiscoveryScaleKindResolver(client.Discovery()))
	if err != nil {
		return err
	}
	go disruption.NewDisruptionController(ctx, core.Pods(), known.Policy().V1().PodDisruptionBudgets(), core.ReplicationControllers(),
		apps.ReplicaSets(), apps.Deployments(), apps.StatefulSets(), client, mapper, scales, client.Discovery()).Run(ctx)

	accounts, err := serviceaccount.NewServiceAccountsController(core.ServiceAccounts(), core.Namespaces(), client,
		serviceaccount.DefaultServiceAccountsControllerOptions())
	if err != nil {
		return err
	}
	go accounts.Run(ctx, 1)
	go clusterroleaggregation.NewClusterRoleAggregation(known.Rbac().V1().ClusterRoles(), client.RbacV1()).Run(ctx, workers)
	go namespace.NewNamespaceController(ctx, client, metadataClient, client.Discovery().ServerPreferredNamespacedResources,
		core.Namespaces(), resyncEvery, corev1.FinalizerKubernetes).Run(ctx, workers)

	started := make(chan struct{})
	all := informerfactory.NewInformerFactory(known, metadatainformer.NewSharedInformerFactory(metadataClient, resyncEvery))
	graph := garbagecollector.NewDependencyGraphBuilder(ctx, metadataClient, mapper, garbagecollector.DefaultIgnoredResources(), all, started)
	collector, err := garbagecollector.NewComposedGarbageCollector(ctx, client, metadataClient, mapper, graph)
	if err != nil {
		return err
	}
	go collector.Run(ctx, workers, informersFilled)
	go collector.Sync(ctx, client.Discovery(), discoverEvery)

	known.Start(ctx.Done())
	all.Start(ctx.Done())
	close(started)
	return nil
}
