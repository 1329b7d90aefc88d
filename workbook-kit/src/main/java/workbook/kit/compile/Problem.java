package workbook.kit.compile;

import java.nio.file.Path;

/**
 * What the compiler objects to.
 *
 * @param file the file's name without folders; empty if the problem lies in no file
 * @param line counted from 1; 0 if unknown
 * @param error false for a warning
 * @param message in plain words, one line
 * @param source the line of source, trimmed; may be empty
 */
public record Problem(String file, long line, boolean error, String message, String source) {

  /** Whether it lies in this file. */
  public boolean isIn(Path path) {
    return path.getFileName().toString().equals(file);
  }

  /** The message, and the line of source below it. */
  public String text() {
    return message + (source.isEmpty() ? "" : System.lineSeparator() + "    " + source);
  }

  @Override
  public String toString() {
    return (file.isEmpty() ? "" : file + ", line " + line + ": ") + text();
  }
}
