/** Reading and writing files, without a checked exception at every call. */
package workbook.kit.files;
