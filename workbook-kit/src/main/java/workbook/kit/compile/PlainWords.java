package workbook.kit.compile;

import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;

/** Says the compiler's commonest messages the way a colleague would. */
final class PlainWords {

  private static final Map<String, String> ADVICE =
      Map.of(
          "cant.resolve", "a typing mistake, or a missing import?",
          "premature.eof", "a closing brace } is missing somewhere above",
          "missing.ret.stmt", "every way through the method must end in return or throw",
          "unreported.exception", "catch it, or declare it with throws",
          "var.might.not.have.been.initialized", "give it a value on every way to this line",
          "does.not.override.abstract", "a method that the interface asks for is missing",
          "already.defined", "two things here have the same name");

  private PlainWords() {}

  static String of(Diagnostic<?> found) {
    // "cannot find symbol", "symbol: variable x" and "location: class C" stand on lines of their
    // own.
    String message =
        found
            .getMessage(Locale.ENGLISH)
            .strip()
            .replaceAll("\\R\\s*location:.*", "")
            .replaceAll("\\R\\s*symbol:\\s*", ": ")
            .replaceAll("\\s*\\R\\s*", "; ")
            .replaceAll(" +", " ");
    String code = String.valueOf(found.getCode());
    return ADVICE.entrySet().stream()
        .filter(entry -> code.contains(entry.getKey()))
        .findFirst()
        .map(entry -> message + " - " + entry.getValue())
        .orElse(message);
  }
}
