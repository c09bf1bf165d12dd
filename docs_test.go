// Every command block in the documents is run, in an empty folder with the program on the path; lines of output are compared, and
// "..." stands for any lines. A document cannot promise what the program does not do.
package parley_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var console = regexp.MustCompile("(?s)```console\n(.*?)```")

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
		for _, block := range console.FindAllStringSubmatch(string(text), -1) {
			for _, part := range strings.Split("\n"+block[1], "\n$ ")[1:] {
				command, want, _ := strings.Cut(part, "\n")
				cmd := exec.Command("bash", "-c", command)
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "NO_COLOR=1")
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
