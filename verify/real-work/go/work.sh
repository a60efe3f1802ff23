go vet ./...
go test ./...
go build -o hello ./cmd/hello
test "$(./hello)" = 'Hello, workspace 16'
go install ./cmd/hello
test -x "$(go env GOPATH)/bin/hello"
# The caches are where the template says, and are used.
test -n "$(find "$GOCACHE" -type f)"
go run ./cmd/hello
