package scenarios

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// What ships with the program: scenarios, and templates for one's own.

//go:embed *.yaml all:templates cases base-rates
var embedded embed.FS

// Names lists the embedded scenarios, the baseline first, then by name.
func Names() []string {
	entries, _ := embedded.ReadDir(".")
	names := []string{"baseline"}
	for _, e := range entries {
		if n, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && n != "generic" && n != "baseline" {
			names = append(names, n)
		}
	}
	return names
}

// Templates lists what `simulate init` can write, and Template is the folder of one.
func Templates() []string {
	entries, _ := embedded.ReadDir("templates")
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Template is the folder of a template.
func Template(name string) (fs.FS, error) {
	if !slices.Contains(Templates(), name) {
		return nil, fmt.Errorf("no template %q; there are: %s", name, strings.Join(Templates(), ", "))
	}
	return fs.Sub(embedded, path.Join("templates", name))
}

// Cases is the folder of past cases: scenarios dated before they ended, and what came of each in a file of its own.
func Cases() fs.FS { return below("cases") }

// BaseRates is the folder of published base rates: BaseRatesFile, and the scenario that it plays, with its evidence.
func BaseRates() fs.FS { return below("base-rates") }

// BaseRatesFile is the file of published base rates in BaseRates.
const BaseRatesFile = "base-rates.yaml"

// CrisisFile is the scenario that the built-in base rates play.
const CrisisFile = "generic-crisis.yaml"

func below(folder string) fs.FS {
	sub, err := fs.Sub(embedded, folder)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	return sub
}

func mustRead(name string) []byte {
	text, err := embedded.ReadFile(name)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	return text
}
