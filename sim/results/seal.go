package results

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
)

// The JSON files of a result end with the hash of all that stands before it, so that not a letter of them changes unnoticed.

// sealKey is the last key of a sealed object.
const (
	sealKey = ",\n  \"file_sha256\": \""
	sealEnd = "\"\n}\n"
)

// Seal adds the hash to a JSON object with at least one field.
func Seal(text []byte) []byte {
	body := unclosed(text)
	sum := sha256.Sum256(body)
	return append(append(append(bytes.Clone(body), sealKey...), hex.EncodeToString(sum[:])...), sealEnd...)
}

// unclosed is a JSON object without its last brace.
func unclosed(text []byte) []byte {
	return bytes.TrimRight(bytes.TrimSuffix(bytes.TrimRight(text, "\n"), []byte("}")), "\n ")
}

// WriteSealed writes a sealed JSON object piece by piece, for one too large to be held as text: write gives all of it but the last brace. The file
// has its name when all of it is on disk.
func WriteSealed(path string, write func(io.Writer) error) error {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	sum, out := sha256.New(), bufio.NewWriterSize(f, 1<<16)
	err = write(io.MultiWriter(sum, out))
	if err == nil {
		_, err = out.WriteString(sealKey + hex.EncodeToString(sum.Sum(nil)) + sealEnd)
	}
	if err = errors.Join(err, out.Flush()); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// ErrSeal is the error of a sealed text that is not what was written.
var ErrSeal = errors.New("it does not have the hash that it ends with")

// CheckSeal tells whether a text is what Seal made.
func CheckSeal(text []byte) error {
	at := len(text) - len(sealKey) - 2*sha256.Size - len(sealEnd)
	if at < 0 {
		return ErrSeal
	}
	sum := sha256.Sum256(text[:at])
	if string(text[at:]) != sealKey+hex.EncodeToString(sum[:])+sealEnd {
		return ErrSeal
	}
	return nil
}

// CheckSealOf is CheckSeal of a file, read from its beginning and never whole in memory.
func CheckSealOf(f io.ReadSeeker) error {
	const tail = int64(len(sealKey) + 2*sha256.Size + len(sealEnd))
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if size < tail {
		return ErrSeal
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.CopyN(sum, f, size-tail); err != nil {
		return err
	}
	end, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	if string(end) != sealKey+hex.EncodeToString(sum.Sum(nil))+sealEnd {
		return ErrSeal
	}
	return nil
}
