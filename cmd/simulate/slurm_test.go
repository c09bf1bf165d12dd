//go:build slurm

// A batch played by Slurm itself: munge, slurmctld and slurmd are started on loopback, an array of shards runs with one of them killed and
// requeued, the dependent job merges, and the hash is that of one machine. Run it with: go test -tags slurm ./cmd/simulate -run Slurm
package main

import (
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/sim/results"
)

// port finds a free one.
func port(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// cluster starts Slurm in a folder and gives the environment in which its commands find it.
func cluster(t *testing.T) []string {
	t.Helper()
	for _, program := range []string{"munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("SIMULATE_REQUIRE_SLURM") == "1" {
				t.Fatalf("%s is not installed, and SIMULATE_REQUIRE_SLURM asks for it", program)
			}
			t.Skipf("%s is not installed (Debian: slurmctld slurmd slurm-client munge)", program)
		}
	}
	if os.Geteuid() != 0 {
		if os.Getenv("SIMULATE_REQUIRE_SLURM") == "1" {
			t.Fatal("slurmd wants to be started by root")
		}
		t.Skip("slurmd wants to be started by root")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	host, _, _ = strings.Cut(host, ".")
	key := make([]byte, 1024)
	if _, err := rand.Read(key); err != nil {
		t.Fatal(err)
	}
	conf := fmt.Sprintf(`ClusterName=parley
SlurmctldHost=%[2]s(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=%[1]s/munge.sock,cred_expire=5
SlurmUser=root
SlurmdUser=root
StateSaveLocation=%[1]s/state
SlurmdSpoolDir=%[1]s/spool
SlurmctldPidFile=%[1]s/slurmctld.pid
SlurmdPidFile=%[1]s/slurmd.pid
SlurmctldLogFile=%[1]s/slurmctld.log
SlurmdLogFile=%[1]s/slurmd.log
SlurmctldPort=%[3]d
SlurmdPort=%[4]d
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=2,batch_sched_delay=1
ReturnToService=2
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobRequeue=1
KillWait=2
NodeName=%[2]s NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000 State=UNKNOWN
PartitionName=debug Nodes=%[2]s Default=YES MaxTime=INFINITE State=UP
`, dir, host, port(t), port(t))
	for name, text := range map[string]string{"munge.key": string(key), "slurm.conf": conf} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o400); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"state", "spool"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	env := append(os.Environ(), "SLURM_CONF="+filepath.Join(dir, "slurm.conf"))
	start := func(program string, args ...string) *exec.Cmd {
		c := exec.Command(program, args...)
		c.Env = env
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Process.Kill(); c.Wait() })
		return c
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	start("munged", "--foreground", "--force", "--socket="+at("munge.sock"), "--key-file="+at("munge.key"), "--log-file="+at("munged.log"), "--pid-file="+at("munged.pid"), "--seed-file="+at("munged.seed"))
	waitFor(t, 10*time.Second, "munge", func() bool { _, err := os.Stat(at("munge.sock")); return err == nil })
	start("slurmctld", "-D", "-f", at("slurm.conf"))
	start("slurmd", "-D", "-f", at("slurm.conf"))
	waitFor(t, 60*time.Second, "an idle node", func() bool {
		c := exec.Command("sinfo", "-h", "-o", "%T")
		c.Env = env
		out, err := c.Output()
		return err == nil && strings.TrimSpace(string(out)) == "idle"
	})
	return env
}

func waitFor(t *testing.T, limit time.Duration, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); !done(); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited %v for %s", limit, what)
		}
	}
}

func TestSlurm_arrayWithOneShardKilled(t *testing.T) {
	wholeProgram(t)
	env := cluster(t)
	dir := t.TempDir()
	bin := filepath.Join(dir, "simulate")
	command := func(name string, args ...string) string {
		t.Helper()
		c := exec.Command(name, args...)
		c.Dir, c.Env = dir, env
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
		return strings.TrimSpace(string(out))
	}
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const runs = "80000" // five segments in four shards
	command(bin, "run", "baseline", "--runs", runs, "--no-report", "--out", "whole")
	shards := filepath.Join(dir, "shards")
	command(bin, "submit", "baseline", "--runs", runs, "--shards", "4", "--workers", "1", "--memory", "200M", "--program", bin, "--dir", shards, "--out", "batch.sh")
	said := command("bash", "batch.sh")
	array := strings.Fields(said)[1]

	running := func() string {
		c := exec.Command("squeue", "-h", "-r", "-t", "R", "-j", array, "-o", "%i")
		c.Env = env
		out, _ := c.Output()
		return string(out)
	}
	victim := array + "_1"
	waitFor(t, 60*time.Second, "shard 1", func() bool {
		_, err := os.Stat(filepath.Join(shards, "shard-1", "UNFINISHED"))
		return err == nil && strings.Contains(running(), victim)
	})
	command("scontrol", "requeue", victim)
	waitFor(t, 5*time.Minute, "the merge", func() bool {
		_, err := os.Stat(filepath.Join(shards, "merged", results.ManifestFile))
		_, busy := os.Stat(filepath.Join(shards, "merged", "UNFINISHED"))
		return err == nil && busy != nil
	})
	if out := command("scontrol", "show", "job", victim); !strings.Contains(out, "Restarts=1") {
		t.Errorf("shard 1 was not begun anew:\n%s", out)
	}
	whole, err := results.Open(filepath.Join(dir, "whole"))
	if err != nil {
		t.Fatal(err)
	}
	merged, err := results.Open(filepath.Join(shards, "merged"))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := whole.Manifest.TableHash, merged.Manifest.TableHash; a != b {
		t.Errorf("the hash of the merged result is %s, that of one machine %s", b, a)
	}

	// a sweep on the same cluster, with half its cells in each of two shards
	vary := []string{"baseline", "--vary", "talks.contact=0.2..0.8:5", "--runs", "1500"}
	command(bin, append([]string{"sweep", "--out", "table"}, vary...)...)
	cells := filepath.Join(dir, "cells")
	command(bin, append([]string{"submit", "--shards", "2", "--workers", "1", "--memory", "200M", "--program", bin, "--dir", cells, "--out", "sweep.sh"}, vary...)...)
	command("bash", "sweep.sh")
	waitFor(t, 3*time.Minute, "the merged table", func() bool {
		_, err := os.Stat(filepath.Join(cells, "merged", "cells.svg"))
		return err == nil
	})
	for _, name := range []string{"sweep.json", "cells.csv", "cells.svg"} {
		a, err1 := os.ReadFile(filepath.Join(dir, "table", name))
		b, err2 := os.ReadFile(filepath.Join(cells, "merged", name))
		if err1 != nil || err2 != nil || string(a) != string(b) {
			t.Errorf("%s of the merged sweep is not that of one machine (%v, %v)", name, err1, err2)
		}
	}
}
