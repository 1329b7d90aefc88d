/**
 * What tests of concurrent code need: threads whose state can be waited for, gates that hold a
 * thread at a place, every place where another thread may come between two steps. Nothing here
 * sleeps and hopes, and nothing waits without an end.
 */
package workbook.kit.harness;
