"""Reading one raw mail: pure functions of bytes that never raise, whatever the bytes are."""
