/**
 * What tests of concurrent code need: threads whose state can be waited for, gates that hold a
 * thread at a place, races that are run until they show. Nothing here sleeps and hopes, and nothing
 * waits without an end.
 */
package workbook.kit.harness;
