/// Greets.
///
/// ```
/// assert_eq!("Hello, you", greet::hello("you"));
/// ```
pub fn hello(name: &str) -> String {
    format!("{}, {}", include_str!(concat!(env!("OUT_DIR"), "/word.txt")), name)
}
