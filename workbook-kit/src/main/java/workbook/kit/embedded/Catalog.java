package workbook.kit.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The databases with their collections and aliases. Thread-safe. */
final class Catalog {

  static final String DEFAULT = "default";

  private static final class Database {
    private final Map<String, StoredCollection> collections = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();
  }

  private final Map<String, Database> databases = new TreeMap<>();

  Catalog() {
    databases.put(DEFAULT, new Database());
  }

  synchronized List<String> databases() {
    return new ArrayList<>(databases.keySet());
  }

  synchronized void createDatabase(String name) {
    Schema.checkName("database", name, MilvusError.DATABASE_NAME_INVALID);
    if (databases.putIfAbsent(name, new Database()) != null) {
      throw MilvusError.unexpected("database already exist: " + name);
    }
  }

  synchronized void dropDatabase(String name) {
    if (name.equals(DEFAULT)) {
      throw MilvusError.unexpected("can not drop default database");
    }
    if (databases.containsKey(name) && !database(name).collections.isEmpty()) {
      throw MilvusError.unexpected(
          "database:" + name + " not empty, must drop all collections before drop database");
    }
    databases.remove(name);
  }

  private Database database(String name) {
    Database database = databases.get(name.isEmpty() ? DEFAULT : name);
    if (database == null) {
      throw new MilvusError(
          MilvusError.DATABASE_NOT_FOUND, "database not found[database=" + name + "]");
    }
    return database;
  }

  synchronized List<StoredCollection> collections(String database) {
    return new ArrayList<>(database(database).collections.values());
  }

  /** Adds a collection; one with the same name is fine if it has the same schema. */
  synchronized void add(StoredCollection added) {
    Database database = database(added.database());
    if (database.aliases.containsKey(added.name())) {
      throw aliasConflict(added.database(), added.name());
    }
    StoredCollection present = database.collections.putIfAbsent(added.name(), added);
    if (present != null && !present.schema().proto().equals(added.schema().proto())) {
      throw MilvusError.unexpected(
          "create duplicate collection with different parameters, collection: " + added.name());
    }
  }

  /** The collection with that name or alias, or null. */
  synchronized StoredCollection find(String database, String name) {
    Database in = database(database);
    return in.collections.get(in.aliases.getOrDefault(name, name));
  }

  /** The collection with that name or alias; a {@link MilvusError} if there is none. */
  StoredCollection get(String database, String name) {
    StoredCollection collection = find(database, name);
    if (collection == null) {
      Schema.checkName("collection", name, MilvusError.PARAMETER_INVALID);
      throw MilvusError.collectionNotFound(database.isEmpty() ? DEFAULT : database, name);
    }
    return collection;
  }

  /** Removes a collection; nothing happens if there is none. */
  synchronized void drop(String database, String name) {
    Database in = database(database);
    if (in.aliases.containsKey(name)) {
      throw MilvusError.unexpected("cannot drop the collection via alias = " + name);
    }
    if (in.aliases.containsValue(name)) {
      throw MilvusError.unexpected(
          "unable to drop the collection ["
              + name
              + "] because it has associated aliases "
              + aliases(database, name)
              + ", please remove all aliases before dropping the collection");
    }
    in.collections.remove(name);
  }

  synchronized void createAlias(String database, String collection, String alias) {
    Schema.checkName("alias", alias, MilvusError.PARAMETER_INVALID);
    String target = get(database, collection).name();
    if (database(database).collections.containsKey(alias)) {
      throw aliasConflict(database, alias);
    }
    String present = database(database).aliases.putIfAbsent(alias, target);
    if (present != null && !present.equals(target)) {
      throw new MilvusError(
          MilvusError.ALIAS_EXISTS,
          "alias already exist[database=" + database + "][alias=" + alias + "]");
    }
  }

  synchronized void alterAlias(String database, String collection, String alias) {
    aliased(database, alias);
    database(database).aliases.put(alias, get(database, collection).name());
  }

  synchronized void dropAlias(String database, String alias) {
    database(database).aliases.remove(alias);
  }

  /** The name of the collection that the alias stands for. */
  synchronized String aliased(String database, String alias) {
    String collection = database(database).aliases.get(alias);
    if (collection == null) {
      throw new MilvusError(
          MilvusError.ALIAS_NOT_FOUND,
          "alias not found[database=" + database + "][alias=" + alias + "]");
    }
    return collection;
  }

  /** The aliases of a collection; of all if its name is empty. */
  synchronized List<String> aliases(String database, String collection) {
    Map<String, String> aliases = new HashMap<>(database(database).aliases);
    aliases.values().removeIf(target -> !collection.isEmpty() && !target.equals(collection));
    return aliases.keySet().stream().sorted().toList();
  }

  private static MilvusError aliasConflict(String database, String alias) {
    return new MilvusError(
        MilvusError.ALIAS_CONFLICT,
        "alias and collection name conflict[database=" + database + "][alias=" + alias + "]");
  }
}
