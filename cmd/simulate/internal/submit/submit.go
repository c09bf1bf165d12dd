// Package submit renders what a cluster needs to play a batch or a sweep in shards: a Slurm script, or manifests of Kubernetes. It starts nothing.
package submit

import (
	"fmt"
	"regexp"
	"strings"
	"text/template"
)

// Job is the batch to spread.
type Job struct {
	Program   string // path of simulate on the nodes, or in the image
	Verb      string // run or sweep
	Scenarios []string
	Argv      []string // further arguments
	Dir       string   // shared folder for the shards; the result lands in its folder merged
	Shards    int
	Workers   int    // cores of a shard
	Memory    string // of a shard, such as 512M
	Image     string // Kubernetes alone
	Claim     string // persistent volume claim, Kubernetes alone
}

// Args are the scenarios and the further arguments as words of a shell.
func (j Job) Args() string {
	var words []string
	for _, w := range append(append([]string{}, j.Scenarios...), j.Argv...) {
		words = append(words, Quote(w))
	}
	return strings.Join(words, " ")
}

// Engines are the systems that can be rendered for.
func Engines() []string { return []string{"slurm", "kubernetes"} }

var name = regexp.MustCompile(`[^a-z0-9-]+`)

// mostName leaves room for what Kubernetes adds to the name of a job, which has at most 63 letters.
const mostName = 40

// Name is a name that either system takes.
func (j Job) Name() string {
	words := j.Scenarios[0]
	if j.Verb == "sweep" {
		words += "-sweep"
	}
	words = strings.Trim(name.ReplaceAllString(strings.ToLower(words), "-"), "-")
	return strings.TrimRight("parley-"+strings.TrimLeft(words[max(0, len(words)-mostName):], "-"), "-") // the end of a path says more than its beginning
}

// Last is the highest shard.
func (j Job) Last() int { return j.Shards - 1 }

// KubeMemory is the memory in Kubernetes' spelling: 512M is 512Mi.
func (j Job) KubeMemory() string {
	if strings.HasSuffix(j.Memory, "M") || strings.HasSuffix(j.Memory, "G") {
		return j.Memory + "i"
	}
	return j.Memory
}

// Render writes the script or the manifests.
func Render(engine string, j Job) (string, error) {
	text, ok := map[string]string{"slurm": slurm, "kubernetes": kubernetes}[engine]
	if !ok {
		return "", fmt.Errorf("no engine %q; there are: %s", engine, strings.Join(Engines(), ", "))
	}
	t, err := template.New(engine).Funcs(template.FuncMap{"quote": Quote, "yaml": yamlString}).Parse(text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, j)
	return b.String(), err
}

var harmless = regexp.MustCompile(`^[A-Za-z0-9_./:=,%+-]+$`)

// Quote makes one word of a shell command.
func Quote(s string) string {
	if harmless.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func yamlString(s string) string { return fmt.Sprintf("%q", s) }

// The script is its own submission: run with bash it submits itself as an array and the merge behind it; run by Slurm it plays a shard.
const slurm = `#!/bin/bash
#SBATCH --job-name={{.Name}}
#SBATCH --array=0-{{.Last}}
#SBATCH --cpus-per-task={{.Workers}}
#SBATCH --mem={{.Memory}}
#SBATCH --requeue
#SBATCH --output={{.Name}}-%A_%a.log
#
# {{.Shards}} shards of one {{if eq .Verb "sweep"}}sweep{{else}}batch{{end}}, and a merge that waits for them. Submit both with:
#   bash THIS_FILE
# A task that was killed or requeued begins its shard anew or goes on with it; the result is the same to the byte.
# Single tasks are run again with: sbatch --array=7 THIS_FILE
set -euo pipefail
export SIMULATE_SHARDS={{.Shards}}
dir={{quote .Dir}}

if [ -z "${SLURM_JOB_ID:-}" ]; then
  array=$(sbatch --parsable "$0")
  sbatch --parsable --dependency=afterok:"${array%%;*}" --job-name={{.Name}}-merge --array=0-0 --export=ALL,PARLEY_MERGE=1 "$0" >/dev/null
  echo "submitted $array and a merge that waits for it"
  exit
fi
if [ -n "${PARLEY_MERGE:-}" ]; then
  exec {{quote .Program}} merge "$dir"/shard-* --out "$dir"/merged
fi
mkdir -p "$dir"
exec {{quote .Program}} {{.Verb}} {{.Args}} --shard auto --workers {{.Workers}} --out "$dir/shard-$SLURM_ARRAY_TASK_ID"
`

const kubernetes = `# {{.Shards}} shards of one {{if eq .Verb "sweep"}}sweep{{else}}batch{{end}} as an Indexed Job, and the merge to apply once it is complete:
#   kubectl apply -f THIS_FILE -l step=play && kubectl wait --for=condition=complete --timeout=-1s job/{{.Name}}
#   kubectl apply -f THIS_FILE -l step=merge
# Both write to the volume {{.Claim}}, which all nodes must be able to mount.
apiVersion: batch/v1
kind: Job
metadata:
  name: {{.Name}}
  labels: {app: parley, step: play}
spec:
  completionMode: Indexed
  completions: {{.Shards}}
  parallelism: {{.Shards}}
  backoffLimitPerIndex: 3
  template:
    metadata:
      labels: {app: parley, step: play}
    spec:
      restartPolicy: Never
      securityContext: {runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532}
      containers:
        - name: simulate
          image: {{yaml .Image}}
          command: [{{yaml .Program}}]
          args: ["{{.Verb}}", {{range .Scenarios}}{{yaml .}}, {{end}}{{range .Argv}}{{yaml .}}, {{end}}"--shard", "auto", "--workers", "{{.Workers}}", "--out", {{yaml (printf "%s/shard-$(JOB_COMPLETION_INDEX)" .Dir)}}]
          env:
            - {name: SIMULATE_SHARDS, value: "{{.Shards}}"}
            - {name: JOB_COMPLETION_INDEX, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']"}}}
          resources:
            requests: {cpu: "{{.Workers}}", memory: {{.KubeMemory}}}
            limits: {memory: {{.KubeMemory}}}
          volumeMounts: [{name: results, mountPath: {{yaml .Dir}}}]
      volumes: [{name: results, persistentVolumeClaim: {claimName: {{yaml .Claim}}}}]
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{.Name}}-merge
  labels: {app: parley, step: merge}
spec:
  backoffLimit: 3
  template:
    metadata:
      labels: {app: parley, step: merge}
    spec:
      restartPolicy: Never
      securityContext: {runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532}
      containers:
        - name: simulate
          image: {{yaml .Image}}
          command: [{{yaml .Program}}]
          args: ["merge", {{yaml .Dir}}, "--out", {{yaml (printf "%s/merged" .Dir)}}]
          volumeMounts: [{name: results, mountPath: {{yaml .Dir}}}]
      volumes: [{name: results, persistentVolumeClaim: {claimName: {{yaml .Claim}}}}]
`
