package plots

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"parley/sim/results"
)

// WriteAll writes every chart that can be drawn as SVG, PNG, CSV and alternative text, and returns the names of those for which the result
// has no data: Needs says why.
func WriteAll(dir string, in Input, o Options) (missing []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("writing charts: %w", err)
	}
	for _, c := range Charts() {
		err := Write(dir, c, in, o)
		if errors.Is(err, ErrNoData) {
			missing = append(missing, c.Name)
		} else if err != nil {
			return missing, err
		}
	}
	return missing, nil
}

// Write writes one chart's four files into a folder that exists.
func Write(dir string, c Chart, in Input, o Options) error {
	svg, err := SVG(c, in, o)
	if err != nil {
		return err
	}
	img, err := PNG(c, in, o)
	if err != nil {
		return err
	}
	t := c.Takeaway(in, o)
	for _, f := range []struct {
		ending string
		data   []byte
	}{{".svg", svg}, {".png", img}, {".csv", CSV(c.Table(in, o))}, {".alt.txt", []byte(t.Alt + "\n\n" + t.LongDesc + "\n")}} {
		if err := results.WriteFile(filepath.Join(dir, c.FileName()+f.ending), f.data); err != nil {
			return err
		}
	}
	return nil
}
