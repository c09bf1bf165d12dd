package draw

import (
	"crypto/sha256"
	"encoding/binary"
)

// newKey derives the key of a stream. Squares wants keys with an irregular pattern of bits; its author's rule for
// making them is about hexadecimal digits: the lowest is odd, none is zero, and within each half all eight differ.
// (His later key files also let no digit equal its neighbour, so the two halves do not meet in equal digits here.)
// The digits are read from SHA-256 of the address, skipping those the rule forbids: about 3.6e16 keys, all nearly
// equally likely. Source: Widynski, arXiv:2004.06278, section on keys, and the key files that go with it.
func newKey(seed uint64, family Family, label string) uint64 {
	buffer := make([]byte, 0, 128)
	buffer = append(buffer, "parley/draw/1 "...)
	buffer = binary.LittleEndian.AppendUint64(buffer, seed)
	buffer = append(buffer, byte(family))
	buffer = append(buffer, label...)
	digits := digitReader{hash: sha256.Sum256(buffer)}

	var key uint64
	var used uint16 // digits taken in this half
	for place := 0; place < 16; place++ {
		if place == 8 {
			used = 1 << (key >> 28) // only the neighbour across the halves
		}
		if place == 9 {
			used = 1 << (key >> 32)
		}
		for {
			d := digits.next()
			if d == 0 || used&(1<<d) != 0 || place == 0 && d%2 == 0 {
				continue
			}
			used |= 1 << d
			key |= d << (4 * place)
			break
		}
	}
	return key
}

// digitReader reads hexadecimal digits from a hash, and from the hash of the hash when they run out.
type digitReader struct {
	hash [32]byte
	at   int
}

func (r *digitReader) next() uint64 {
	if r.at == 64 {
		r.hash = sha256.Sum256(r.hash[:])
		r.at = 0
	}
	d := r.hash[r.at/2] >> (4 * (r.at % 2)) & 15
	r.at++
	return uint64(d)
}
