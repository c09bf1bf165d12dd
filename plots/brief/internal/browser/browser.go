// Package browser drives a Chromium found on the machine, for tests: load a page and report what it complained
// about or asked for, take a picture, print to PDF. It is for tests only; nothing that users run needs a browser.
package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Browser is a Chromium that was found.
type Browser struct{ path string }

// Find looks for a browser: SIMULATE_BROWSER first, then the usual names. Without one the test is skipped, or
// fails when SIMULATE_REQUIRE_BROWSER is 1, so that CI cannot skip in silence. With -short it is skipped too: a page
// looks the same under the race detector, and a browser takes seconds.
func Find(t testing.TB) Browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome"}
	if own := os.Getenv("SIMULATE_BROWSER"); own != "" {
		names = []string{own}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return Browser{path}
		}
	}
	missing(t, "no Chromium, Chrome or Edge found (set SIMULATE_BROWSER to its path)")
	return Browser{}
}

// Tool finds a helper program such as pdftotext under the same rule.
func Tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, name+" not found (Debian: poppler-utils)")
	}
	return path
}

func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("SIMULATE_REQUIRE_BROWSER") == "1" {
		t.Fatal(what + "; SIMULATE_REQUIRE_BROWSER=1 makes this a failure")
	}
	t.Skip(what)
}

// run starts the browser without window or network and waits for it.
func (b Browser) run(t testing.TB, args ...string) (stdout, stderr string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 180*time.Second)
	defer cancel()
	profile := t.TempDir()
	args = append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + profile}, args...)
	cmd := exec.CommandContext(ctx, b.path, args...)
	cmd.WaitDelay = 5 * time.Second
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", b.path, strings.Join(args, " "), err, errs.String())
	}
	return out.String(), errs.String()
}

// Load opens a file and returns its DOM after loading, every console message and every address it asked for.
func (b Browser) Load(t testing.TB, file string) (dom string, console, requests []string) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "net.json")
	dom, stderr := b.run(t, "--enable-logging=stderr", "--log-net-log="+log, "--dump-dom", "file://"+file)
	for _, line := range strings.Split(stderr, "\n") {
		if strings.Contains(line, ":CONSOLE") {
			console = append(console, line)
		}
	}
	return dom, console, pageRequests(t, log)
}

// DOM opens a file in a window of the given width and returns its DOM after loading.
func (b Browser) DOM(t testing.TB, file string, width int) string {
	t.Helper()
	dom, _ := b.run(t, fmt.Sprintf("--window-size=%d,900", width), "--dump-dom", "file://"+file)
	return dom
}

// pageRequests reads the addresses that a page asked for out of a network log: those of the web that have an
// origin. What the browser asks for itself (the time, its updates) has none.
func pageRequests(t testing.TB, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Events []struct {
			Params struct {
				URL       string `json:"url"`
				Initiator string `json:"initiator"`
			} `json:"params"`
		} `json:"events"`
	}
	if err := json.Unmarshal(text, &log); err != nil {
		// A browser that was stopped leaves the list open.
		if err = json.Unmarshal(append(trimList(text), "]}"...), &log); err != nil {
			t.Fatalf("network log: %v", err)
		}
	}
	var urls []string
	for _, e := range log.Events {
		web := strings.HasPrefix(e.Params.URL, "http") || strings.HasPrefix(e.Params.URL, "ws")
		if web && e.Params.Initiator != "" && e.Params.Initiator != "not an origin" {
			urls = append(urls, e.Params.URL)
		}
	}
	return urls
}

func trimList(text []byte) []byte {
	return []byte(strings.TrimRight(string(text), ", \r\n"))
}

// Picture takes a screenshot of a file into a PNG of the given size in CSS pixels.
func (b Browser) Picture(t testing.TB, file, png string, width, height int) {
	t.Helper()
	b.run(t, fmt.Sprintf("--window-size=%d,%d", width, height), "--hide-scrollbars", "--screenshot="+png, "file://"+file)
}

// Print makes a PDF of a file, without the browser's own header and footer.
func (b Browser) Print(t testing.TB, file, pdf string) {
	t.Helper()
	b.run(t, "--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+file)
}

// Pages returns the text of every page of a PDF, through poppler, which ends each with a form feed.
func Pages(t testing.TB, pdf string) []string {
	t.Helper()
	text, err := exec.Command(Tool(t, "pdftotext"), "-layout", pdf, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return strings.SplitAfter(strings.TrimSuffix(string(text), "\f"), "\f")
}

// WordHeight is the height of the first occurrence of a word on the first page of a PDF, in points: it betrays pages
// that the browser shrank to fit.
func WordHeight(t testing.TB, pdf, word string) float64 {
	t.Helper()
	out, err := exec.Command(Tool(t, "pdftotext"), "-bbox", "-l", "1", pdf, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	m := regexp.MustCompile(`yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">` + regexp.QuoteMeta(word) + `<`).FindSubmatch(out)
	if m == nil {
		t.Fatalf("no word %q in %s", word, pdf)
	}
	top, _ := strconv.ParseFloat(string(m[1]), 64)
	bottom, _ := strconv.ParseFloat(string(m[2]), 64)
	return bottom - top
}
