package measure

/*
#include <stdlib.h>
#include <string.h>
*/
import "C"
import "unsafe"

// Length counts in C.
func Length(text string) int {
	copied := C.CString(text)
	defer C.free(unsafe.Pointer(copied))
	return int(C.strlen(copied))
}
