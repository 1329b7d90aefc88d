"""Connect, create, insert, search, query, delete, drop: pymilvus against the server at argv[1]."""

import logging
import sys

from pymilvus import DataType, MilvusClient, MilvusException

logging.disable(logging.CRITICAL)  # refusals are wanted here, not news
uri, token = sys.argv[1:3]
client = MilvusClient(uri=uri, token=token, timeout=20)
checks = 0


def check(what, actual, expected):
    global checks
    checks += 1
    if actual != expected:
        sys.exit(f"{what}: expected {expected!r}, got {actual!r}")


def refused(what, call, code):
    global checks
    checks += 1
    try:
        call()
    except MilvusException as error:
        if error.code == code:
            return
        sys.exit(f"{what}: expected code {code}, got {error.code}: {error.message}")
    sys.exit(f"{what}: expected code {code}, and it worked")


def pages(iterator, key):
    found = []
    while page := iterator.next():
        found += [hit[key] for hit in page]
    iterator.close()
    return found


def ids(rows):
    return sorted(row["id"] for row in rows)


check("version", client.get_server_version().endswith("-embedded"), True)
check("databases", client.list_databases(), ["default"])

# A collection of which nothing but the dimension is said.
client.create_collection("quick", dimension=4, metric_type="L2", consistency_level="Strong")
check("has", client.has_collection("quick"), True)
check("loaded", str(client.get_load_state("quick")["state"]), "Loaded")
rows = [{"id": i, "vector": [1.0, i, 0, 0], "color": "red" if i % 2 else "blue"} for i in range(30)]
check("insert", client.insert("quick", rows)["insert_count"], 30)
hits = client.search("quick", data=[[1, 0, 0, 0]], limit=3, output_fields=["color"])[0]
check("search", [(h["id"], h["distance"], h["entity"]["color"]) for h in hits],
      [(0, 0.0, "blue"), (1, 1.0, "red"), (2, 4.0, "blue")])
hits = client.search("quick", data=[[1, 0, 0, 0]], limit=2, filter='color == "red"')[0]
check("search with filter", [h["id"] for h in hits], [1, 3])
check("query", ids(client.query("quick", filter='color == "red" and id < 6')), [1, 3, 5])
check("query with template",
      ids(client.query("quick", filter="id in {keys}", filter_params={"keys": [3, 4]})), [3, 4])
check("get", ids(client.get("quick", ids=[7, 8, 99])), [7, 8])
check("count", client.query("quick", output_fields=["count(*)"])[0]["count(*)"], 30)
check("query iterator", sorted(pages(client.query_iterator("quick", batch_size=7), "id")),
      list(range(30)))
check("search iterator",
      pages(client.search_iterator("quick", data=[[1, 0, 0, 0]], batch_size=7), "id"),
      list(range(30)))
client.upsert("quick", [{"id": 2, "vector": [9.0] * 4, "color": "green"}])
check("upsert", ids(client.query("quick", filter='color == "green"')), [2])
client.delete("quick", ids=[0, 1])
client.delete("quick", filter="id > 10")
check("delete", ids(client.query("quick", filter="id >= 0")), list(range(2, 11)))

# A collection with a schema and an index of its own.
schema = client.create_schema(auto_id=True, enable_dynamic_field=False)
schema.add_field("key", DataType.VARCHAR, max_length=36, is_primary=True)
schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=3)
schema.add_field("stock", DataType.INT32, nullable=True)
index = client.prepare_index_params()
index.add_index("embedding", index_type="HNSW", metric_type="IP", params={"M": 8})
client.create_collection("own", schema=schema, index_params=index, consistency_level="Strong")
check("index", client.describe_index("own", "embedding")["metric_type"], "IP")
client.insert("own", [{"embedding": [1, 2, 3], "stock": None}, {"embedding": [1, 2, 4], "stock": 5}])
check("null", [r["stock"] for r in client.query("own", filter="stock is null", output_fields=["*"])],
      [None])

refused("missing collection", lambda: client.query("nothing", filter="id > 0"), 100)
refused("wrong filter", lambda: client.query("quick", filter="id >"), 1100)
refused("other schema", lambda: client.create_collection("quick", schema=schema), 65535)
client.release_collection("quick")
refused("not loaded", lambda: client.query("quick", filter="id > 0"), 101)

# A database of its own.
client.create_database("shelf")
other = MilvusClient(uri=uri, token=token, db_name="shelf")
check("other database", other.list_collections(), [])
other.close()
client.drop_database("shelf")

for collection in client.list_collections():
    client.drop_collection(collection)
check("drop", client.list_collections(), [])
print(f"pymilvus: {checks} checks passed")
