// Package settings layers the settings of a run: flags over SIMULATE_* variables over simulate.yaml over the
// scenario's run: block over the defaults. They say how to run, never what: a scenario's content is read elsewhere,
// strictly and with positions.
package settings

import (
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"parley/sim/diag"
)

// File is the settings file that is read from the working directory.
const File = "simulate.yaml"

// Settings are the settings of a run.
type Settings struct {
	Runs    int64  `mapstructure:"runs"`     // per option, at least 1
	Seed    uint64 `mapstructure:"seed"`     // 0 is a seed like any other
	Workers int    `mapstructure:"workers"`  // at least 1 once read; 0 in a file means all cores
	Out     string `mapstructure:"out"`      // folder of the result; empty for the standard place
	Keep    string `mapstructure:"keep"`     // what is stored of each run: one of Keeps
	Sets    int64  `mapstructure:"sets"`     // sets of assumptions of the side design
	SetRuns int64  `mapstructure:"set-runs"` // runs of each
	Paper   string `mapstructure:"paper"`    // sheet of the briefing: one of Papers
}

// defaults stand here and nowhere else: an unset flag must not win over them.
var defaults = []struct {
	key   string
	value any
}{
	{"runs", int64(100_000)},
	{"seed", uint64(1)},
	{"workers", 0},
	{"out", ""},
	{"keep", "outcomes"},
	{"sets", int64(400)},
	{"set-runs", int64(250)},
	{"paper", "a4"},
}

// Keeps are the values of keep: how a run came out, with what was drawn for it, or only what all runs add up to.
var Keeps = [...]string{"outcomes", "all", "none"}

// Papers are the sheets that the briefing can be laid out for.
var Papers = [...]string{"a4", "letter"}

// Keys are the names of all settings, in the order they are shown.
func Keys() []string {
	keys := make([]string, len(defaults))
	for i, d := range defaults {
		keys[i] = d.key
	}
	return keys
}

// Flags adds the flags that settings are read from. Their defaults are empty on purpose.
func Flags(f *pflag.FlagSet) {
	f.Int64("runs", 0, "runs per option (default 100000)")
	f.Uint64("seed", 0, "random seed (default 1)")
	f.Int("workers", 0, "parallel workers (default: all cores); results do not depend on it")
	f.String("out", "", "`folder` of this result (default runs/<scenario>/<hash>-s<seed>)")
	f.String("keep", "", "`what` to store of every run: outcomes (default), all (what was drawn too), none (only what the runs add up to; in memory and disk space that do not grow with their number)")
	f.Bool("inputs", false, "short for --keep all")
	f.Int64("sets", 0, "sets of assumptions for the range across them (default 400)")
	f.Int64("set-runs", 0, "runs of each of these sets (default 250)")
	f.String("paper", "", "`sheet` that the briefing is laid out for: a4 (default) or letter")
}

// Value is one setting with where it comes from.
type Value struct {
	Key, Text, Source string
}

// Load reads the layers. flags may be nil; block is the scenario's run: block, cores what workers: 0 stands for.
// Errors name the layer at fault.
func Load(flags *pflag.FlagSet, block map[string]any, cores int) (Settings, []Value, error) {
	v := viper.New()
	v.SetEnvPrefix("SIMULATE")
	v.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	v.AutomaticEnv()
	for _, d := range defaults {
		v.SetDefault(d.key, d.value)
		if x, ok := block[d.key]; ok {
			v.SetDefault(d.key, x)
		}
		if flags != nil {
			if f := flags.Lookup(d.key); f != nil {
				if err := v.BindPFlag(d.key, f); err != nil {
					return Settings{}, nil, err
				}
			}
		}
	}
	inputs := flags != nil && flags.Changed("inputs")
	if inputs {
		if flags.Changed("keep") {
			return Settings{}, nil, errors.New("--inputs is short for --keep all; leave one of the two out")
		}
		if yes, err := flags.GetBool("inputs"); err == nil && yes {
			v.Set("keep", "all")
		}
	}
	if err := unknown("the scenario's run: block", block); err != nil {
		return Settings{}, nil, err
	}
	if text, err := os.ReadFile(File); err == nil {
		if err := form(text); err != nil {
			return Settings{}, nil, err
		}
		v.SetConfigFile(File)
		if err := v.ReadInConfig(); err != nil {
			return Settings{}, nil, fmt.Errorf("%s: %w", File, plain(err))
		}
		file := map[string]any{}
		for _, key := range v.AllKeys() {
			if v.InConfig(key) {
				file[key] = nil
			}
		}
		if err := unknown(File, file); err != nil {
			return Settings{}, nil, err
		}
	}
	source := func(key string) string {
		env := variable(key)
		switch {
		case flags != nil && flags.Changed(key):
			return "--" + key
		case key == "keep" && inputs:
			return "--inputs"
		case os.Getenv(env) != "":
			return env
		case v.InConfig(key):
			return File
		}
		if _, ok := block[key]; ok {
			return "run: block"
		}
		return "default"
	}
	for _, key := range Keys() { // one by one first, so that the error can name the layer
		var one Settings
		if err := decode(map[string]any{key: v.Get(key)}, &one); err != nil {
			return Settings{}, nil, fmt.Errorf("%s: %s: %w", source(key), key, err)
		}
	}
	var s Settings
	exact := func(c *mapstructure.DecoderConfig) { c.WeaklyTypedInput = false }
	if err := v.UnmarshalExact(&s, viper.DecodeHook(hook()), exact); err != nil {
		return Settings{}, nil, plain(err)
	}
	for _, limit := range []struct {
		key    string
		bad    bool
		advice string
	}{
		{"runs", s.Runs < 1 || s.Runs > MaxRuns, fmt.Sprintf("must lie between 1 and %d", int64(MaxRuns))},
		{"sets", s.Sets < 20 || s.Sets > 100_000, "must lie between 20 and 100000: a range from fewer sets says little"},
		{"paper", !slices.Contains(Papers[:], s.Paper), "must be one of " + strings.Join(Papers[:], ", ")},
		{"set-runs", s.SetRuns < 20 || s.SetRuns > 100_000, "must lie between 20 and 100000"},
		{"keep", !slices.Contains(Keeps[:], s.Keep), "must be one of " + strings.Join(Keeps[:], ", ")},
		{"workers", s.Workers < 0 || s.Workers > 4096, "must lie between 1 and 4096; leave it out for all cores"},
	} {
		if limit.bad {
			return Settings{}, nil, fmt.Errorf("%s: %s is %v and %s", source(limit.key), limit.key, v.Get(limit.key), limit.advice)
		}
	}
	var shown []Value
	for _, key := range Keys() {
		text := fmt.Sprint(v.Get(key))
		if key == "workers" && s.Workers == 0 {
			text = fmt.Sprintf("%d (all cores)", cores)
		}
		shown = append(shown, Value{key, text, source(key)})
	}
	if s.Workers == 0 {
		s.Workers = max(1, cores)
	}
	return s, shown, nil
}

// MaxRuns bounds the runs per option: a thousand million, some 200 GB of rows where they are kept.
const MaxRuns = 1_000_000_000

// form finds what keeps the settings file from being read, with its place; the library that reads it names types of Go. An empty file
// sets nothing.
func form(text []byte) error {
	_, findings := diag.ReadYAML(File, text)
	if len(findings) == 0 || findings[0].Code == diag.MissingField {
		return nil
	}
	f, at := findings[0], File
	if f.Line > 0 {
		at = fmt.Sprintf("%s:%d:%d", File, f.Line, f.Column)
	}
	if f.Hint != "" {
		return fmt.Errorf("%s: %s; %s", at, f.Message, f.Hint)
	}
	return fmt.Errorf("%s: %s", at, f.Message)
}

func unknown(where string, got map[string]any) error {
	keys := make([]string, 0, len(got))
	for key := range got {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if slices.Contains(Keys(), key) {
			continue
		}
		hint := "known settings: " + strings.Join(Keys(), ", ")
		if near := diag.Suggest(key, Keys()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return fmt.Errorf("%s: unknown setting %q; %s", where, key, hint)
	}
	return nil
}

func decode(in map[string]any, out *Settings) error {
	d, err := mapstructure.NewDecoder(&mapstructure.DecoderConfig{Result: out, ErrorUnused: true, DecodeHook: hook()})
	if err != nil {
		return err
	}
	return plain(d.Decode(in))
}

// plain takes the words of the decoder off an error.
func plain(err error) error {
	if err == nil {
		return nil
	}
	var last error
	for e := err; e != nil; e = errors.Unwrap(e) {
		last = e
	}
	text := last.Error()
	if i := strings.LastIndex(text, "error decoding"); i >= 0 {
		if _, rest, ok := strings.Cut(text[i:], ": "); ok {
			text = rest
		}
	}
	text = strings.TrimSpace(strings.ReplaceAll(text, "\n", " "))
	for _, key := range Keys() {
		text = strings.TrimPrefix(text, "'"+key+"' ")
	}
	return errors.New(text)
}

// hook reads the words of the environment as numbers and switches, exactly, and refuses a number with a fraction where
// a whole one is due: the decoder alone would cut it off in silence.
func hook() mapstructure.DecodeHookFunc {
	return func(from, to reflect.Value) (any, error) {
		want := map[reflect.Kind]string{reflect.Int: "a whole number", reflect.Int64: "a whole number", reflect.Uint64: "a whole number, 0 or more", reflect.Bool: "true or false", reflect.String: "a word"}[to.Kind()]
		x := from.Interface()
		bad := fmt.Errorf("%q is not %s", fmt.Sprint(x), want)
		switch to.Kind() {
		case reflect.Int, reflect.Int64, reflect.Uint64:
			switch from.Kind() {
			case reflect.String:
				text := strings.ReplaceAll(from.String(), "_", "")
				if to.Kind() == reflect.Uint64 {
					n, err := strconv.ParseUint(text, 10, 64)
					if err != nil {
						return nil, bad
					}
					return n, nil
				}
				n, err := strconv.ParseInt(text, 10, 64)
				if err != nil {
					return nil, bad
				}
				return n, nil
			case reflect.Float64:
				f := from.Float()
				if f != math.Trunc(f) || math.Abs(f) > 1e15 || (f < 0 && to.Kind() == reflect.Uint64) {
					return nil, bad
				}
				return int64(f), nil
			case reflect.Int, reflect.Int64:
				if from.Int() < 0 && to.Kind() == reflect.Uint64 {
					return nil, bad
				}
			case reflect.Uint64:
			default:
				return nil, bad
			}
		case reflect.Bool:
			if from.Kind() == reflect.String {
				b, err := strconv.ParseBool(from.String())
				if err != nil {
					return nil, bad
				}
				return b, nil
			}
			if from.Kind() != reflect.Bool {
				return nil, bad
			}
		case reflect.String:
			if from.Kind() != reflect.String {
				return nil, bad
			}
		}
		return x, nil
	}
}
