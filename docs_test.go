// Every command block in the documents is run, in an empty folder with the program on the path; lines of output are compared, and
// "..." stands for any lines. A document cannot promise what the program does not do.
//
// "go run ./cmd/simulate" is the program built once, with fewer runs than a reader gets, and "go test ./..." is what this test is part of.
package parley_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fence is any block: console with "$ " before a command and its output after it, sh with a command a line. No other language may hold
// commands, or they would go untested.
var fence = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```")

func TestDocs_commandBlocksRun(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and runs every command of the documents")
	}
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "simulate"), "./cmd/simulate").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	docs, _ := filepath.Glob("docs/*.md")
	ran := 0
	for _, doc := range append([]string{"README.md", "CONTRIBUTING.md"}, docs...) {
		text, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir() // one folder per document: later blocks build on earlier ones
		for _, block := range fence.FindAllStringSubmatch(string(text), -1) {
			language, body := block[1], "\n"+block[2]
			switch language {
			case "console":
			case "sh":
				body = strings.ReplaceAll(strings.TrimRight(body, "\n"), "\n", "\n$ ")
			case "yaml", "json":
				continue
			default:
				t.Errorf("%s has a block of a language that is not tested:\n%s", doc, body)
			}
			for _, part := range strings.Split(body, "\n$ ")[1:] {
				command, want, _ := strings.Cut(part, "\n")
				if command == "go test ./..." {
					continue
				}
				if _, err := exec.LookPath("python3"); err != nil && strings.Contains(command, "python3") {
					t.Logf("%s: no python3 here, not run: %s", doc, command)
					continue
				}
				cmd := exec.Command("bash", "-c", "set -o pipefail; "+strings.ReplaceAll(command, "go run ./cmd/simulate", "simulate"))
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "NO_COLOR=1", "SIMULATE_RUNS=2000")
				var stderr strings.Builder
				cmd.Stderr = &stderr
				out, err := cmd.Output()
				if err != nil {
					t.Errorf("%s: $ %s: %v\n%s%s", doc, command, err, out, stderr.String())
					continue
				}
				if !matches(strings.Split(strings.TrimRight(string(out), "\n"), "\n"), strings.Split(strings.TrimRight(want, "\n"), "\n")) {
					t.Errorf("%s: $ %s prints\n%s\nthe document says\n%s", doc, command, out, want)
				}
				ran++
			}
		}
	}
	if ran < 8 {
		t.Errorf("%d commands found", ran)
	}
}

// matches compares lines; "..." in the document stands for any number of them.
func matches(got, want []string) bool {
	if len(want) == 0 || (len(want) == 1 && want[0] == "") {
		return true
	}
	if want[0] == "..." {
		for i := range len(got) + 1 {
			if len(want) == 1 || matches(got[i:], want[1:]) {
				return true
			}
		}
		return false
	}
	return len(got) > 0 && strings.TrimRight(got[0], " ") == strings.TrimRight(want[0], " ") && matches(got[1:], want[1:])
}
