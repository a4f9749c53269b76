// A Kubernetes of one process on 127.0.0.1: the real etcd, API server and controllers, and a stand-in for what would run pods.
// It lives in -folder, and the file `ready` appears there when it can be used. What it holds is gone with the folder.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/rest"
)

func main() {
	places := places{}
	flag.StringVar(&places.folder, "folder", "", "where it keeps its data; must exist and be empty")
	flag.IntVar(&places.port, "port", 0, "the API server's")
	flag.IntVar(&places.etcdPort, "etcd-port", 0, "etcd's, for clients")
	flag.IntVar(&places.peerPort, "etcd-peer-port", 0, "etcd's, for peers that there are not")
	flag.StringVar(&places.token, "token", "", "who brings it may everything")
	flag.Parse()
	if err := run(context.Background(), places); err != nil {
		fmt.Fprintln(os.Stderr, "kubernetes:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, places places) error {
	if err := startEtcd(places); err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	ended := make(chan error, 1)
	if err := startAPIServer(places, ended); err != nil {
		return fmt.Errorf("API server: %w", err)
	}
	config := &rest.Config{
		Host:            fmt.Sprintf("https://127.0.0.1:%d", places.port),
		BearerToken:     places.token,
		TLSClientConfig: rest.TLSClientConfig{CAFile: places.certificate()},
		// Everything in this process shares it.
		QPS: 1000, Burst: 2000,
	}
	go func() {
		if err := startRest(ctx, config); err != nil {
			ended <- err
			return
		}
		if err := os.WriteFile(filepath.Join(places.folder, "ready"), nil, 0o600); err != nil {
			ended <- err
		}
	}()
	return <-ended
}

// What works by way of the API server.
func startRest(ctx context.Context, config *rest.Config) error {
	client, err := awaitAPIServer(ctx, config)
	if err != nil {
		return fmt.Errorf("API server: %w", err)
	}
	known := informers.NewSharedInformerFactory(client, 0)
	if err := startControllers(ctx, config, known); err != nil {
		return fmt.Errorf("controllers: %w", err)
	}
	if err := startNode(ctx, client, known); err != nil {
		return fmt.Errorf("node: %w", err)
	}
	if err := awaitDefaults(ctx, client); err != nil {
		return fmt.Errorf("defaults: %w", err)
	}
	return nil
}
