package workbook.kit.embedded;

import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.ShowCollectionsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The databases with their collections. Thread-safe. */
final class Catalog {

  static final String DEFAULT = "default";

  private final Map<String, Map<String, StoredCollection>> databases = new TreeMap<>();

  Catalog() {
    databases.put(DEFAULT, new TreeMap<>());
  }

  synchronized List<String> databases() {
    return new ArrayList<>(databases.keySet());
  }

  synchronized void createDatabase(String name) {
    Schema.checkName("database", name, MilvusError.DATABASE_NAME_INVALID);
    if (databases.putIfAbsent(name, new TreeMap<>()) != null) {
      throw MilvusError.unexpected("database already exist: %s", name);
    }
  }

  synchronized void dropDatabase(String name) {
    if (name.equals(DEFAULT)) {
      throw MilvusError.unexpected("can not drop default database");
    }
    if (databases.containsKey(name) && !databases.get(name).isEmpty()) {
      throw MilvusError.unexpected(
          "database:%s not empty, must drop all collections before drop database", name);
    }
    databases.remove(name);
  }

  private Map<String, StoredCollection> collections(String database) {
    if (!databases.containsKey(database)) {
      throw new MilvusError(
          MilvusError.DATABASE_NOT_FOUND, "database not found[database=%s]", database);
    }
    return databases.get(database);
  }

  /** Adds a collection; one with the same name is fine if it has the same schema. */
  synchronized void add(StoredCollection added) {
    var present = collections(added.description().getDbName()).putIfAbsent(added.name(), added);
    if (present != null && !present.schema().proto().equals(added.schema().proto())) {
      throw MilvusError.unexpected(
          "create duplicate collection with different parameters, collection: %s", added.name());
    }
  }

  synchronized boolean has(String database, String name) {
    return collections(database).containsKey(name);
  }

  /** The collection with that name; a {@link MilvusError} if there is none. */
  synchronized StoredCollection get(String database, String name) {
    StoredCollection collection = collections(database).get(name);
    if (collection == null) {
      Schema.checkName("collection", name, MilvusError.PARAMETER_INVALID);
      throw new MilvusError(
          MilvusError.COLLECTION_NOT_FOUND,
          "can't find collection[database=%s][collection=%s]",
          database,
          name);
    }
    return collection;
  }

  /** Removes a collection; nothing happens if there is none. */
  synchronized void drop(String database, String name) {
    collections(database).remove(name);
  }

  synchronized ShowCollectionsResponse show(String database) {
    ShowCollectionsResponse.Builder response = ShowCollectionsResponse.newBuilder();
    for (StoredCollection collection : collections(database).values()) {
      DescribeCollectionResponse description = collection.description();
      response
          .addCollectionNames(collection.name())
          .addCollectionIds(description.getCollectionID())
          .addCreatedTimestamps(description.getCreatedTimestamp())
          .addShardsNum(description.getShardsNum());
    }
    return response.build();
  }
}
