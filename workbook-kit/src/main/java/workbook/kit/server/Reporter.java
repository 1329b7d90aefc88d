package workbook.kit.server;

import java.io.PrintStream;
import workbook.kit.server.Message.Kind;

/** The keeper's side of its standard output. Thread-safe. */
final class Reporter {

  private final PrintStream out;

  Reporter(PrintStream out) {
    this.out = out;
  }

  /** Names the next step by what its failure would mean; also tells that the last one is done. */
  void ifSilent(ServerUnavailable failure) {
    tell(Kind.IF_SILENT, failure.getMessage());
  }

  void progress(String text) {
    tell(Kind.PROGRESS, text);
  }

  void ready(String uri) {
    tell(Kind.READY, uri);
  }

  void failed(ServerUnavailable failure) {
    tell(Kind.FAILED, failure.getMessage());
  }

  private void tell(Kind kind, String text) {
    out.println(new Message(kind, text).toLine());
    out.flush();
  }
}
