package browser

import (
	"os"
	"path/filepath"
	"testing"
)

// A page that complains and asks for a picture must be caught, or the tests that rely on silence prove nothing.
func TestLoad_reportsComplaintsAndRequests(t *testing.T) {
	b := Find(t)
	file := filepath.Join(t.TempDir(), "bad.html")
	page := `<!doctype html><title>x</title><img src="http://example.invalid/a.png"><script>console.error("trouble")</script>`
	if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	_, console, requests := b.Load(t, file)
	if len(requests) == 0 || requests[0] != "http://example.invalid/a.png" {
		t.Errorf("requests = %q, want the picture's address", requests)
	}
	if len(console) == 0 {
		t.Error("no console message, want the script's complaint")
	}
}
