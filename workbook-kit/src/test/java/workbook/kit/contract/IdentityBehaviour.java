package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.database.request.CreateDatabaseReq;
import io.milvus.v2.service.database.request.DropDatabaseReq;
import io.milvus.v2.service.utility.response.CheckHealthResp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Version, health and databases. */
interface IdentityBehaviour extends Behaviour {

  @Test
  @DisplayName("a client learns the version of the server")
  default void version() {
    assertThat(subject().client().getServerVersion()).isNotBlank();
  }

  @Test
  @DisplayName("a server that works says that it is healthy")
  default void health() {
    CheckHealthResp health = subject().client().checkHealth();
    assertThat(health.getIsHealthy()).isTrue();
    assertThat(health.getReasons()).isEmpty();
  }

  @Test
  @DisplayName("two clients see the same collections")
  default void twoClients() {
    String name = subject().collection(io.milvus.v2.common.IndexParam.MetricType.L2);
    MilvusClientV2 other = subject().connect();
    try {
      assertThat(other.listCollections().getCollectionNames()).contains(name);
    } finally {
      other.close();
    }
  }

  @Test
  @DisplayName("there is a database that is called default")
  default void defaultDatabase() {
    assertThat(subject().client().listDatabases().getDatabaseNames()).contains("default");
  }

  @Test
  @DisplayName("a database that was created is listed until it is dropped")
  default void databaseComesAndGoes() {
    String name = subject().newName();
    create(name);
    assertThat(subject().client().listDatabases().getDatabaseNames()).contains(name);
    drop(name);
    assertThat(subject().client().listDatabases().getDatabaseNames()).doesNotContain(name);
  }

  @Test
  @DisplayName("a client that uses another database does not see the collections of default")
  default void databasesAreApart() throws InterruptedException {
    String collection = subject().collection(io.milvus.v2.common.IndexParam.MetricType.L2);
    String database = subject().newName();
    create(database);
    MilvusClientV2 client = subject().connect();
    try {
      client.useDatabase(database);
      assertThat(client.listCollections().getCollectionNames()).doesNotContain(collection);
    } finally {
      client.close();
      drop(database);
    }
  }

  @Test
  @DisplayName("a database cannot be created twice")
  default void databaseTwice() {
    String name = subject().newName();
    create(name);
    int code = Subject.code(() -> create(name));
    drop(name);
    assertThat(code)
        .isEqualTo(subject().is(Difference.UNREADABLE_ERRORS) ? Subject.REFUSED_BY_CLIENT : 65535);
  }

  @Test
  @DisplayName("dropping a database that is not there changes nothing")
  default void dropMissingDatabase() {
    int code = Subject.code(() -> drop("nobody_made_this"));
    assertThat(code)
        .isEqualTo(subject().is(Difference.DROP_MISSING_DATABASE) ? Subject.REFUSED_BY_CLIENT : 0);
  }

  @Test
  @DisplayName("the default database cannot be dropped")
  default void dropDefault() {
    int code = Subject.code(() -> drop("default"));
    assertThat(code).isEqualTo(subject().is(Difference.UNREADABLE_ERRORS) ? 1 : 65535);
  }

  private void create(String database) {
    subject().client().createDatabase(CreateDatabaseReq.builder().databaseName(database).build());
  }

  private void drop(String database) {
    subject().client().dropDatabase(DropDatabaseReq.builder().databaseName(database).build());
  }
}
