package main

import (
	"fmt"

	"example.com/greet"
	"example.com/hello/measure"
)

func main() {
	text := greet.Hello("workspace")
	fmt.Println(text, measure.Length(text))
}
