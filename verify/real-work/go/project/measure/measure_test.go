package measure

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/greet"
)

func TestLength(t *testing.T) {
	if got := Length(greet.Hello("you")); got != 10 {
		t.Fatalf("length is %d", got)
	}
}

func TestTemporaryFolder(t *testing.T) {
	if err := os.WriteFile(filepath.Join(t.TempDir(), "file"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
}
