package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/klog/v2"
)

const (
	nodeName = "machine-1"
	// A pod of an image with this tag never becomes ready.
	neverReady = ":never-ready"
	lookEvery  = 100 * time.Millisecond
	// From its binding until a pod is ready, and from its deletion until it is gone: long enough to be seen by a watch.
	startTakes = 300 * time.Millisecond
	endTakes   = 300 * time.Millisecond
)

// The node stands in for scheduler, kubelet and the controller of volumes: claims are bound to nothing, pods are bound to the one
// node, said to be ready and taken away when they are deleted. No container runs.
type node struct {
	client kubernetes.Interface
	known  informers.SharedInformerFactory
	// When each pod was seen first as bound, and as deleted.
	bound, deleted map[string]time.Time
}

func startNode(ctx context.Context, client kubernetes.Interface, known informers.SharedInformerFactory) error {
	room := corev1.ResourceList{
		corev1.ResourceCPU: resource.MustParse("64"), corev1.ResourceMemory: resource.MustParse("256Gi"), corev1.ResourcePods: resource.MustParse("500"),
	}
	machine := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: nodeName, Labels: map[string]string{corev1.LabelHostname: nodeName}}}
	machine, err := client.CoreV1().Nodes().Create(ctx, machine, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	machine.Status = corev1.NodeStatus{Capacity: room, Allocatable: room,
		Conditions: []corev1.NodeCondition{{Type: corev1.NodeReady, Status: corev1.ConditionTrue, Reason: "StandIn", LastTransitionTime: metav1.Now()}}}
	if _, err := client.CoreV1().Nodes().UpdateStatus(ctx, machine, metav1.UpdateOptions{}); err != nil {
		return err
	}
	n := &node{client: client, known: known, bound: map[string]time.Time{}, deleted: map[string]time.Time{}}
	known.Core().V1().Pods().Informer()
	known.Core().V1().PersistentVolumeClaims().Informer()
	known.Start(ctx.Done())
	known.WaitForCacheSync(ctx.Done())
	go func() {
		for {
			n.look(ctx)
			time.Sleep(lookEvery)
		}
	}()
	return nil
}

// Everything one step further. What it sees may be old: then the API server refuses, and the next look does it.
func (n *node) look(ctx context.Context) {
	claims, _ := n.known.Core().V1().PersistentVolumeClaims().Lister().List(labels.Everything())
	for _, claim := range claims {
		if claim.Status.Phase != corev1.ClaimBound && claim.DeletionTimestamp == nil {
			note("binding claim "+claim.Name, n.bindClaim(ctx, claim.DeepCopy()))
		}
	}
	pods, _ := n.known.Core().V1().Pods().Lister().List(labels.Everything())
	for _, pod := range pods {
		note("pod "+pod.Name, n.advance(ctx, pod.DeepCopy()))
	}
}

func note(what string, err error) {
	if err != nil && !errors.IsConflict(err) && !errors.IsNotFound(err) {
		klog.ErrorS(err, what)
	}
}

func (n *node) bindClaim(ctx context.Context, claim *corev1.PersistentVolumeClaim) error {
	claim.Status.Phase, claim.Status.AccessModes, claim.Status.Capacity = corev1.ClaimBound, claim.Spec.AccessModes, claim.Spec.Resources.Requests
	_, err := n.client.CoreV1().PersistentVolumeClaims(claim.Namespace).UpdateStatus(ctx, claim, metav1.UpdateOptions{})
	return err
}

func (n *node) advance(ctx context.Context, pod *corev1.Pod) error {
	pods := n.client.CoreV1().Pods(pod.Namespace)
	switch {
	case pod.DeletionTimestamp != nil:
		if since(n.deleted, pod) < endTakes {
			return nil
		}
		now := int64(0)
		return pods.Delete(ctx, pod.Name, metav1.DeleteOptions{GracePeriodSeconds: &now, Preconditions: metav1.NewUIDPreconditions(string(pod.UID))})
	case pod.Spec.NodeName == "":
		if !n.hasVolumes(pod) {
			return nil
		}
		binding := &corev1.Binding{ObjectMeta: metav1.ObjectMeta{Name: pod.Name, UID: pod.UID}, Target: corev1.ObjectReference{Kind: "Node", Name: nodeName}}
		return pods.Bind(ctx, binding, metav1.CreateOptions{})
	case len(pod.Status.ContainerStatuses) == 0:
		setStatus(pod, false)
	case pod.Status.Phase == corev1.PodPending && !waits(pod) && since(n.bound, pod) >= startTakes:
		setStatus(pod, true)
	case pod.Status.Phase == corev1.PodRunning && pod.Spec.RestartPolicy == corev1.RestartPolicyNever:
		setDone(pod)
	default:
		return nil
	}
	_, err := pods.UpdateStatus(ctx, pod, metav1.UpdateOptions{})
	return err
}

func since(seen map[string]time.Time, pod *corev1.Pod) time.Duration {
	first, ok := seen[string(pod.UID)]
	if !ok {
		first = time.Now()
		seen[string(pod.UID)] = first
	}
	return time.Since(first)
}

func (n *node) hasVolumes(pod *corev1.Pod) bool {
	for _, volume := range pod.Spec.Volumes {
		if volume.PersistentVolumeClaim == nil {
			continue
		}
		claim, err := n.known.Core().V1().PersistentVolumeClaims().Lister().PersistentVolumeClaims(pod.Namespace).Get(volume.PersistentVolumeClaim.ClaimName)
		if err != nil || claim.Status.Phase != corev1.ClaimBound {
			return false
		}
	}
	return true
}

func waits(pod *corev1.Pod) bool {
	for _, container := range pod.Spec.Containers {
		if strings.HasSuffix(container.Image, neverReady) {
			return true
		}
	}
	return false
}

// Bound and waiting, or running and ready.
func setStatus(pod *corev1.Pod, ready bool) {
	status, phase := corev1.ConditionFalse, corev1.PodPending
	if ready {
		status, phase = corev1.ConditionTrue, corev1.PodRunning
	}
	now := metav1.Now()
	condition := func(kind corev1.PodConditionType, status corev1.ConditionStatus) corev1.PodCondition {
		return corev1.PodCondition{Type: kind, Status: status, LastTransitionTime: now}
	}
	pod.Status.Conditions = []corev1.PodCondition{condition(corev1.PodScheduled, corev1.ConditionTrue),
		condition(corev1.PodInitialized, corev1.ConditionTrue), condition(corev1.ContainersReady, status), condition(corev1.PodReady, status)}
	pod.Status.Phase, pod.Status.StartTime = phase, &now
	pod.Status.ContainerStatuses = nil
	for _, container := range pod.Spec.Containers {
		made := corev1.ContainerStatus{Name: container.Name, Image: container.Image, Ready: ready, Started: &ready}
		switch {
		case ready:
			made.State.Running = &corev1.ContainerStateRunning{StartedAt: now}
		case strings.HasSuffix(container.Image, neverReady):
			made.State.Waiting = &corev1.ContainerStateWaiting{Reason: "ImagePullBackOff", Message: fmt.Sprintf("nobody has %s", container.Image)}
		default:
			made.State.Waiting = &corev1.ContainerStateWaiting{Reason: "ContainerCreating"}
		}
		pod.Status.ContainerStatuses = append(pod.Status.ContainerStatuses, made)
	}
}

// A pod that is to end has done what it was for.
func setDone(pod *corev1.Pod) {
	pod.Status.Phase = corev1.PodSucceeded
	for i := range pod.Status.ContainerStatuses {
		pod.Status.ContainerStatuses[i].Ready = false
		pod.Status.ContainerStatuses[i].State = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: "Completed", FinishedAt: metav1.Now()}}
	}
	for i := range pod.Status.Conditions {
		if kind := pod.Status.Conditions[i].Type; kind == corev1.PodReady || kind == corev1.ContainersReady {
			pod.Status.Conditions[i].Status = corev1.ConditionFalse
		}
	}
}
