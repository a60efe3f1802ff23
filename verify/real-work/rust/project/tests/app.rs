use std::process::Command;

#[test]
fn greets() {
    let output = Command::new(env!("CARGO_BIN_EXE_app")).output().unwrap();
    assert_eq!("Hello, workspace\n", String::from_utf8(output.stdout).unwrap());
}
