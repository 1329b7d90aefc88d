package workbook.kit.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What the lessons rely on, tested through the public API of the SDK: the same tests for every
 * server that can be started. Where servers differ, {@link Difference} says so.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class MilvusContract
    implements IdentityBehaviour,
        CollectionBehaviour,
        IndexBehaviour,
        RowBehaviour,
        FilterBehaviour,
        QueryBehaviour,
        SearchBehaviour,
        ErrorBehaviour {

  private Subject subject;

  /** Where the server is; called once. */
  abstract String uri();

  /** What it wants to know of those who connect; empty if nothing. */
  String token() {
    return "";
  }

  @BeforeAll
  void connect() {
    subject = new Subject(uri(), token());
  }

  @AfterAll
  void disconnect() {
    if (subject != null) {
      subject.close();
    }
    stopServer();
  }

  /** Ends what {@link #uri} started; called last. */
  void stopServer() {}

  @Override
  public Subject subject() {
    return subject;
  }
}
