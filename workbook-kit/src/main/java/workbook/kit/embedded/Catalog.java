package workbook.kit.embedded;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The databases with their collections. Thread-safe. */
final class Catalog {

  static final String DEFAULT = "default";

  private final Map<String, Map<String, StoredCollection>> databases = new TreeMap<>();

  Catalog() {
    databases.put(DEFAULT, new TreeMap<>());
  }

  synchronized List<String> databases() {
    return List.copyOf(databases.keySet());
  }

  synchronized void createDatabase(String name) {
    Schema.checkName("database", name, MilvusError.DATABASE_NAME_INVALID);
    Refusal.when(databases.putIfAbsent(name, new TreeMap<>()) != null)
        .unexpected("database already exist: %s", name);
  }

  synchronized void dropDatabase(String name) {
    Refusal.when(name.equals(DEFAULT)).unexpected("can not drop default database");
    Refusal.when(databases.containsKey(name) && !databases.get(name).isEmpty())
        .unexpected("database:%s not empty, must drop all collections before drop database", name);
    databases.remove(name);
  }

  private Map<String, StoredCollection> collections(String database) {
    Refusal.when(!databases.containsKey(database))
        .with(MilvusError.DATABASE_NOT_FOUND, "database not found[database=%s]", database);
    return databases.get(database);
  }

  /** Adds a collection; one with the same name is fine if it has the same schema. */
  synchronized void add(StoredCollection added) {
    var present = collections(added.description().getDbName()).putIfAbsent(added.name(), added);
    Refusal.when(present != null && !present.schema().proto().equals(added.schema().proto()))
        .unexpected(
            "create duplicate collection with different parameters, collection: %s", added.name());
  }

  synchronized Optional<StoredCollection> find(String database, String name) {
    return Optional.ofNullable(collections(database).get(name));
  }

  /** The collection with that name; a {@link MilvusError} if there is none. */
  StoredCollection get(String database, String name) {
    Schema.checkName("collection", name, MilvusError.PARAMETER_INVALID);
    Optional<StoredCollection> found = find(database, name);
    Refusal.when(found.isEmpty())
        .with(
            MilvusError.COLLECTION_NOT_FOUND,
            "can't find collection[database=%s][collection=%s]",
            database,
            name);
    return found.get();
  }

  /** Removes a collection; nothing happens if there is none. */
  synchronized void drop(String database, String name) {
    collections(database).remove(name);
  }

  synchronized List<String> names(String database) {
    return List.copyOf(collections(database).keySet());
  }
}
