package workbook.pool.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Documents with places for generated text:
 *
 * <pre>
 * &lt;!-- generated: name --&gt;
 * …
 * &lt;!-- end --&gt;
 * </pre>
 */
final class Documents {

  private static final Pattern PLACE =
      Pattern.compile("(<!-- generated: ([a-z0-9-]+) -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

  private Documents() {}

  /** The documents of this folder that belong to the benchmarks. */
  static List<Path> in(Path docs) throws IOException {
    try (Stream<Path> files = Files.list(docs)) {
      return files
          .filter(file -> file.getFileName().toString().matches("benchmarks.*\\.md"))
          .sorted()
          .toList();
    }
  }

  /**
   * The text with every place filled.
   *
   * @throws IllegalArgumentException if nothing of a place's name was generated
   */
  static String fill(String text, Map<String, String> generated) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String content = generated.get(place.group(2));
              if (content == null) {
                throw new IllegalArgumentException("nothing is generated for " + place.group(2));
              }
              return Matcher.quoteReplacement(
                  place.group(1) + "\n" + content + "\n\n" + place.group(4));
            });
  }
}
