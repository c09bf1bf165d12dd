package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"parley/sim/protocol"
)

// Same bytes on every machine: the tables of the baseline and of every bargaining protocol have the same hash on amd64 with and without fused multiply-add (GOAMD64 v1
// and v3) and on arm64, which always fuses, under qemu. Where a machine cannot run one of them the test says so and skips that
// one; SIMULATE_REQUIRE_QEMU=1 turns the skip into a failure.
func TestTable_sameBytesOnEveryMachine(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command three times")
	}
	if runtime.GOOS != "linux" {
		t.Skip("qemu-user runs on linux only")
	}
	dir := t.TempDir()
	every := "extends: baseline\ntitle: Every bargaining protocol\noptions:\n"
	for _, e := range protocol.List() {
		if e.Stage == protocol.Bargaining {
			every += fmt.Sprintf("  %s:\n    set:\n      stages: [talks-about-talks, %s, ratification, implementation]\n", e.Name, e.Name)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "every.yaml"), []byte(every), 0o644); err != nil {
		t.Fatal(err)
	}
	hash := func(name, runner string, env ...string) string {
		bin := filepath.Join(dir, name)
		build := exec.Command("go", "build", "-o", bin, ".")
		build.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return tableHash(t, dir, runner, bin, "baseline", "1500") + " " + tableHash(t, dir, runner, bin, "every.yaml", "150")
	}
	native := hash("native", "", "GOARCH="+runtime.GOARCH)
	skip := func(what string) {
		if os.Getenv("SIMULATE_REQUIRE_QEMU") == "1" {
			t.Errorf("%s", what)
			return
		}
		t.Log("left out: " + what)
	}
	if runtime.GOARCH == "amd64" {
		if cpu, _ := os.ReadFile("/proc/cpuinfo"); strings.Contains(string(cpu), " fma ") && strings.Contains(string(cpu), " avx2 ") {
			if got := hash("v3", "", "GOAMD64=v3"); got != native {
				t.Errorf("GOAMD64=v3 gives %s, v1 %s", got, native)
			}
		} else {
			skip("this processor has no AVX2 and FMA, so GOAMD64=v3 cannot be tried")
		}
	}
	if runtime.GOARCH != "arm64" {
		qemu, err := exec.LookPath("qemu-aarch64-static")
		if err != nil {
			skip("qemu-aarch64-static is not installed (Debian: qemu-user-static), so arm64 cannot be tried")
			return
		}
		if got := hash("arm64", qemu, "GOARCH=arm64"); got != native {
			t.Errorf("arm64 gives %s, %s %s", got, runtime.GOARCH, native)
		}
	}
}

// tableHash runs a scenario and returns the hash of its table.
func tableHash(t *testing.T, dir, runner, bin, scenario, runs string) string {
	t.Helper()
	args := []string{"run", scenario, "--runs", runs, "--json", "--out", filepath.Join(dir, "out-"+filepath.Base(bin)+"-"+scenario), "--no-report"}
	cmd := exec.Command(bin, args...)
	if runner != "" {
		cmd = exec.Command(runner, append([]string{bin}, args...)...)
	}
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(bin), err)
	}
	var got struct {
		Hash string `json:"table_sha256"`
	}
	if err := json.Unmarshal(out, &got); err != nil || len(got.Hash) != 64 {
		t.Fatalf("%s: no hash in %q (%v)", filepath.Base(bin), out, err)
	}
	return got.Hash
}
