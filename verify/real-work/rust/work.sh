cargo build --release
cargo test --workspace
test "$(target/release/app)" = 'Hello, workspace'
cargo package --allow-dirty --offline --manifest-path greet/Cargo.toml
cargo install --path .
test "$(app)" = 'Hello, workspace'
test -x "$CARGO_HOME/bin/app"
