package console

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

// Open shows a file in a browser: the command named by SIMULATE_BROWSER, else what the system opens pages with. It does not wait.
func Open(path string) error {
	name, args := os.Getenv("SIMULATE_BROWSER"), []string{path}
	if name == "" {
		switch runtime.GOOS {
		case "darwin":
			name = "open"
		case "windows":
			name, args = "rundll32", []string{"url.dll,FileProtocolHandler", path}
		default:
			name = "xdg-open"
		}
	}
	if _, err := exec.LookPath(name); err != nil {
		return fmt.Errorf("no browser found (%s); open %s yourself, or name a browser in SIMULATE_BROWSER", name, path)
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("opening %s with %s: %w", path, name, err)
	}
	return cmd.Process.Release()
}
