package console

import (
	"io"
	"sync"
)

// Output is a stream that remembers whether it took everything. Commands print line by line and look at no error: a full disk behind a redirection
// would otherwise go unnoticed, with exit code 0. After a failure nothing more is written.
type Output struct {
	To    io.Writer
	mu    sync.Mutex
	fault error
}

// Write implements io.Writer.
func (o *Output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.fault != nil {
		return 0, o.fault
	}
	n, err := o.To.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	o.fault = err
	return n, err
}

// Fault is the first error, nil when everything was taken.
func (o *Output) Fault() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.fault
}
