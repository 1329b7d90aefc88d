package workbook.kit.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  @DisplayName("paragraphs are wrapped anew, bullets and numbers hang out, code stays as it is")
  void hint() {
    assertThat(
            shown(
                """
                Under the lock, as *long*
                as it takes: `take()`.

                - A bullet that is too long for one line of
                  this console.
                1. A number that is too long for it, too,
                   and goes on.

                    while (idle.isEmpty() && !closed && deadline > System.nanoTime()) {
                      cameBack.await();
                    }
                and then
                ```java
                # one(
                two());
                ```
                """))
        .isEqualTo(
            """
              Under the lock, as long as it takes:
              `take()`.

              - A bullet that is too long for one
                line of this console.
              1. A number that is too long for it,
                 too, and goes on.

                  while (idle.isEmpty() && !closed && deadline > System.nanoTime()) {
                    cameBack.await();
                  }
              and then
                  # one(
                  two());
            """);
  }

  @Test
  @DisplayName("a checklist has headings, ticks, and its questions in lines of their own")
  void checklist() {
    assertThat(
            shown(
                """
                # List

                ## Part one

                - [x] `key` I can do something that takes a while to tell.\\
                  proven by 1.01\\
                  *Why is it so, and not in some other way?*
                - [ ] `other` I can.
                """))
        .isEqualTo(
            """
              List

              Part one

              ✓ `key` I can do something that takes
                a while to tell.
                proven by 1.01
                Why is it so, and not in some other
                way?
              · `other` I can.
            """);
  }

  @Test
  @DisplayName("what a style says takes no room, and what is no emphasis keeps its stars")
  void styles() {
    show(new Terminal(out(), 30, true, true), "*One two three four five six seven.* 2 * 3 * 4");
    assertThat(text())
        .isEqualTo("  \u001b[1mOne two three four five six\n  seven.\u001b[0m 2 * 3 * 4\n");
  }

  private String shown(String markdown) {
    show(new Terminal(out(), 40, false, true), markdown);
    return text();
  }

  private static void show(Terminal terminal, String markdown) {
    new Markdown(terminal).show(2, markdown);
  }

  private PrintStream out() {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
