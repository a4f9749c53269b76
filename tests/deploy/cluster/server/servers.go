package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/keyutil"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

const startMax = 2 * time.Minute

type places struct {
	folder                   string
	port, etcdPort, peerPort int
	token                    string
}

// The API server makes it at its first start, for 127.0.0.1; clients trust it as an authority.
func (p places) certificate() string { return filepath.Join(p.folder, "certificates", "apiserver.crt") }

func startEtcd(places places) error {
	config := embed.NewConfig()
	config.Dir = filepath.Join(places.folder, "etcd")
	config.LogLevel = "warn"
	// Nobody needs these data after a crash.
	config.UnsafeNoFsync = true
	clients := url.URL{Scheme: "http", Host: fmt.Sprintf("127.0.0.1:%d", places.etcdPort)}
	peers := url.URL{Scheme: "http", Host: fmt.Sprintf("127.0.0.1:%d", places.peerPort)}
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{clients}, []url.URL{clients}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{peers}, []url.URL{peers}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	select {
	case <-etcd.Server.ReadyNotify():
		return nil
	case err := <-etcd.Err():
		return err
	case <-time.After(startMax):
		return fmt.Errorf("not ready within %s", startMax)
	}
}

// It ends at SIGTERM, which it waits for itself.
func startAPIServer(places places, ended chan<- error) error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	pem, err := keyutil.MarshalPrivateKeyToPEM(key)
	if err != nil {
		return err
	}
	keyFile := filepath.Join(places.folder, "accounts.key")
	if err := os.WriteFile(keyFile, pem, 0o600); err != nil {
		return err
	}
	tokens := filepath.Join(places.folder, "tokens.csv")
	if err := os.WriteFile(tokens, []byte(places.token+",administrator,administrator,system:masters\n"), 0o600); err != nil {
		return err
	}
	command := app.NewAPIServerCommand()
	command.SetArgs([]string{
		fmt.Sprintf("--etcd-servers=http://127.0.0.1:%d", places.etcdPort),
		"--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", places.port),
		"--cert-dir=" + filepath.Dir(places.certificate()),
		"--token-auth-file=" + tokens, "--authorization-mode=RBAC",
		"--service-account-issuer=https://kubernetes.invalid", "--service-account-key-file=" + keyFile,
		"--service-account-signing-key-file=" + keyFile,
		"--service-cluster-ip-range=10.96.0.0/16", "--endpoint-reconciler-type=none",
		// Its finalizers are taken off by a controller of volumes, which there is not: a deleted claim would stay for ever.
		"--disable-admission-plugins=StorageObjectInUseProtection",
	})
	go func() { ended <- command.Execute() }()
	return nil
}

// There is no client before its certificate is there.
func awaitAPIServer(ctx context.Context, config *rest.Config) (client *kubernetes.Clientset, err error) {
	err = wait.PollUntilContextTimeout(ctx, lookEvery, startMax, true, func(ctx context.Context) (bool, error) {
		made, err := kubernetes.NewForConfig(config)
		if err != nil {
			return false, nil
		}
		client = made
		_, err = client.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
		return err == nil, nil
	})
	return client, err
}

// What every cluster has once its controllers have looked around: the first namespace's account, and the roles made of others.
func awaitDefaults(ctx context.Context, client kubernetes.Interface) error {
	return wait.PollUntilContextTimeout(ctx, lookEvery, startMax, true, func(ctx context.Context) (bool, error) {
		_, err := client.CoreV1().ServiceAccounts("default").Get(ctx, "default", metav1.GetOptions{})
		if err != nil {
			return false, nil
		}
		role, err := client.RbacV1().ClusterRoles().Get(ctx, "admin", metav1.GetOptions{})
		return err == nil && len(role.Rules) > 0, nil
	})
}
