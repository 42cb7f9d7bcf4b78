"""What OWSLib reads of the OGC API, as JSON on the standard output.

Arguments: address of the service; "id;CQL2 text;west;south;east;north" for each collection.
"""
import json
import sys

from owslib.ogcapi.features import Features

service, *asked = sys.argv[1:]
api = Features(service)
read = {}
for one in asked:
    collection, cql, *box = one.split(";")
    found = {
        "ids": sorted(feature["id"] for feature in api.collection_items(collection, limit=10000)["features"]),
        "queryables": sorted(api.collection_queryables(collection)["properties"]),
        "extent": api.collection(collection)["extent"]["spatial"]["bbox"][0] if box else None,
        "filtered": sorted(
            feature["id"] for feature in api.collection_items(collection, filter=cql, limit=10000)["features"]
        ),
    }
    if box:
        numbers = [float(number) for number in box]
        items = api.collection_items(collection, bbox=numbers, limit=10000)
        found["inBox"] = sorted(feature["id"] for feature in items["features"])
    read[collection] = found
print(json.dumps({"collections": read, "feature collections": sorted(api.feature_collections())}))
