package draw

import "testing"

// Published outputs of Squares64 for counters 0, 1, 2...
func TestSquares64_publishedVectors(t *testing.T) {
	for _, row := range []struct {
		source string
		key    uint64
		want   []uint64
	}{
		{"randomgen (Sheppard), squares-testset-1.csv, made with the author's C code", 0x3bc8bca4d301945b,
			[]uint64{0x5167ea8b7923d95b, 0x0e03102be2db8c20, 0xe59f61d7beb27f5d, 0x943ac4d08e1a4431, 0x55a666125bf71ba4, 0x8de3053858a91018, 0xc0fe52f59630f81e, 0x163e8e1aebd16c1b}},
		{"the key of the author's test programs, as in several independent ports to Rust", 0x548c9decbce65297,
			[]uint64{0x36d88366cee633a5, 0x944716e00e60dfaa, 0xc8a8f4e0678654bf, 0x35cc666aab11c80d, 0x7094eab1cbae8747, 0xa2a1b6f56e92a96f, 0xd884957d48007552, 0xe61f37b97d593453, 0xe4d45c4762b10dad, 0xb0dbd071f201dd2a}},
	} {
		for counter, want := range row.want {
			if got := squares64(uint64(counter), row.key); got != want {
				t.Errorf("key %#x, counter %d: got %#016x, want %#016x (%s)", row.key, counter, got, want, row.source)
			}
		}
	}
}

// The other generator of the measurement must be right too. Source: tests/kat_vectors of Random123.
func TestPhilox_knownAnswers(t *testing.T) {
	for _, row := range []struct{ c0, c1, key, w0, w1 uint64 }{
		{0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
		{^uint64(0), ^uint64(0), ^uint64(0), 0x65b021d60cd8310f, 0x4d02f3222f86df20},
		{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x0a5e742c2997341c, 0xb0f883d38000de5d},
	} {
		if w0, w1 := philox2x64(row.c0, row.c1, row.key); w0 != row.w0 || w1 != row.w1 {
			t.Errorf("philox2x64-10(%x, %x; %x): got %016x %016x, want %016x %016x", row.c0, row.c1, row.key, w0, w1, row.w0, row.w1)
		}
	}
	for _, row := range []struct {
		c    [4]uint32
		k    [2]uint32
		want [4]uint32
	}{
		{[4]uint32{}, [2]uint32{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{[4]uint32{1<<32 - 1, 1<<32 - 1, 1<<32 - 1, 1<<32 - 1}, [2]uint32{1<<32 - 1, 1<<32 - 1}, [4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
		{[4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, [2]uint32{0xa4093822, 0x299f31d0}, [4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
	} {
		if got := philox4x32(row.c, row.k); got != row.want {
			t.Errorf("philox4x32-10(%x; %x): got %08x, want %08x", row.c, row.k, got, row.want)
		}
	}
}

// A stream's numbers are part of every stored result: this must never change without a new engine version.
// Expected values: an independent Python script (hashlib, arbitrary-precision integers) that follows the comments
// of key.go and stream.go.
func TestStream_frozen(t *testing.T) {
	for _, row := range []struct {
		seed           uint64
		family         Family
		label          string
		index, counter uint64
		want           uint64
	}{
		{0, Theta, "", 0, 0, 0x36271c871422c5b2},
		{1, Theta, "actors.iran.trust.us", 0, 0, 0xb97d4c58f5a11dfc},
		{1, Theta, "actors.iran.trust.us", 99999, 0, 0xfb22c415a7abb28d},
		{1, Play, "actors.iran.trust.us", 0, 0, 0x5dc68bce226c009e},
		{2, Theta, "actors.iran.trust.us", 0, 0, 0x1d64fdffa890c085},
		{1, Play, "talks", 12345, 24, 0x882400675e7db2c9},
		{18446744073709551615, Play, "shock/strike", 274877906943, 16777215, 0x65054e99b7ed86df},
	} {
		if got := NewStream(row.seed, row.family, row.label).Uint64(row.index, row.counter); got != row.want {
			t.Errorf("seed %d, family %d, %q at (%d, %d): got %#016x, want %#016x", row.seed, row.family, row.label, row.index, row.counter, got, row.want)
		}
	}
}
