fn main() {
    println!("{}", greet::hello("workspace"));
}
